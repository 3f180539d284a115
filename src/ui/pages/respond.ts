/** Which actions an Enterprise Security would offer, and the form of the chosen one. */
import type { Addon, AlertAction } from "../../addon/addon.ts";
import { findHiddenAction } from "../../addon/visibility/find-hidden.ts";
import { isAdaptive } from "../../addon/visibility/is-adaptive.ts";
import { type Html, html } from "../../reporters/text/html-text.ts";
import type { DrawnForm } from "../forms/draw-form.ts";
import { layout } from "./layout.ts";

export interface Offer {
  readonly action: AlertAction;
  /** Why a real one would not list it; undefined where it would. */
  readonly because: string | undefined;
}

/**
 * Ground: the CIM add-on's alert_actions.conf.spec: a response has `param._cam`, and `supports_adhoc` in it makes it
 * available ad hoc. Whether other apps see it, findHiddenAction tells.
 */
export function offersOf(addon: Addon): readonly Offer[] {
  return addon.actions.map((action) => ({ action, because: whyNot(addon, action) }));
}

function whyNot(addon: Addon, action: AlertAction): string | undefined {
  if (!isAdaptive(action)) return "it has no param._cam, so it is no adaptive response action";
  if (action.camProblem !== undefined) return action.camProblem.message;
  const adhoc = action.cam?.["supports_adhoc"];
  if (adhoc !== true && String(adhoc) !== "1" && String(adhoc).toLowerCase() !== "true")
    return "supports_adhoc of its param._cam is not true";
  return findHiddenAction(addon, action)?.message;
}

export function picker(offers: readonly Offer[], notable: string): Html {
  const listed = offers.filter(({ because }) => because === undefined);
  const others = offers.filter(({ because }) => because !== undefined);
  return html`<div class="card">
    ${listed.length === 0 ? html`<p>Enterprise Security would list no action of this add-on.</p>` : ""}
    <ul class="reasons">
      ${listed.map(
        ({ action }) =>
          html`<li>
            <a href="/notables/${notable}/respond/${encodeURIComponent(action.name)}"
              >${action.label}</a
            >
            <span class="dim">${action.name}</span>
          </li>`,
      )}
    </ul>
    ${
      others.length === 0
        ? ""
        : html`<details ${listed.length === 0 ? html`open` : ""}>
            <summary>Not listed: ${others.length}</summary>
            <ul class="reasons">
              ${others.map(
                ({ action, because }) =>
                  html`<li>
                    <a href="/notables/${notable}/respond/${encodeURIComponent(action.name)}"
                      >${action.label}</a
                    >
                    <span class="because">because ${because}</span>
                  </li>`,
              )}
            </ul>
          </details>`
    }
  </div>`;
}

export interface RespondView {
  readonly notable: string;
  readonly title: string;
  readonly offer: Offer;
  readonly form: DrawnForm;
  /** Hosts that ar-sim.config lets a script reach. */
  readonly letOut: readonly string[];
}

export function respondPage({ notable, title, offer, form, letOut }: RespondView): Html {
  const { action, because } = offer;
  const dropped = form.fields.filter((name) => !action.params.has(name));
  const hidden = [...action.params.keys()].filter(
    (name) => !name.startsWith("_") && !form.fields.includes(name),
  );
  const body = html`<p><a href="/notables/${notable}">${title}</a></p>
    <h1>Run Adaptive Response Action: ${action.label}</h1>
    <p class="dim">${action.stanza.settings.get("description")?.value ?? ""}</p>
    ${because === undefined ? "" : html`<p class="card warn">A real Enterprise Security would not list it, because ${because}.</p>`}
    <div class="card">
      <iframe
        data-form
        src="/forms/${encodeURIComponent(action.name)}"
        sandbox="allow-scripts"
        height="200"
        title="Form of ${action.label}"
      ></iframe>
    </div>
    ${dropped.length === 0 ? "" : html`<p class="warn">alert_actions.conf does not declare ${dropped.join(", ")}: Enterprise Security refuses a form that sends it.</p>`}
    ${hidden.length === 0 ? "" : html`<p class="dim">Without a field in the form: ${hidden.join(", ")}. They keep their values from alert_actions.conf.</p>`}
    ${form.unknown.length === 0 ? "" : html`<p class="warn">Elements that Splunk does not document: ${form.unknown.join(", ")}.</p>`}
    <form
      class="bar"
      data-post="/api/notables/${notable}/respond/${encodeURIComponent(action.name)}"
    >
      <button class="primary" data-main>Run</button>
      ${
        letOut.length === 0
          ? html`<span class="dim"
              >The fence lets the script reach nothing outside of ar-sim.</span
            >`
          : html`<label
                ><input type="checkbox" name="letOut" value="yes" /> Let it reach
                ${letOut.join(", ")}</label
              >
              <span class="dim"
                >Otherwise the fence lets the script reach nothing outside of ar-sim.</span
              >`
      }
    </form>`;
  return layout({ title: action.label, tab: "/", body });
}

/** The document in the frame. */
export function formDocument({ body }: DrawnForm, host: string): Html {
  const assets = `http://${host}/assets`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Form</title>
        <link rel="stylesheet" href="${assets}/frame.css" />
        <script src="${assets}/frame.js" defer></script>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
