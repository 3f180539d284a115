/** A saved alert with an action of the add-on: its trigger, its rows, and the form of the action. */
import type { Addon, AlertAction } from "../../addon/addon.ts";
import { type Html, html } from "../../reporters/text/html-text.ts";
import { layout } from "./layout.ts";

const ROWS =
  "src,dest,user\n192.0.2.44,host-12.example.com,jdoe\n192.0.2.45,host-13.example.com,ann\n";

const TRIGGER: Html = html`<div class="card">
  <h2>Trigger</h2>
  <p><label for="name">Name</label><input type="text" id="name" name="name" value="My alert" /></p>
  <div class="bar">
    <label for="condition">Trigger when</label>
    <select id="condition" name="condition">
      <option value="always">always</option>
      <option value="number of events">Number of results is</option>
      <option value="custom">Custom</option>
    </select>
    <select name="relation" aria-label="Relation">
      ${["greater than", "less than", "equal to", "not equal to"].map((words) => html`<option>${words}</option>`)}
    </select>
    <input type="text" name="quantity" value="0" aria-label="Number of results" />
    <input
      type="text"
      class="grow"
      name="custom"
      placeholder="search count > 5"
      aria-label="Custom condition"
    />
  </div>
  <div class="bar">
    <label for="per">Trigger</label>
    <select id="per" name="per">
      <option value="once">Once</option>
      <option value="result">For each result</option>
    </select>
    <label for="throttle">Throttle for</label>
    <input type="text" id="throttle" name="throttle" placeholder="60s, or empty" />
    <label for="throttle-fields">by the fields</label>
    <input type="text" id="throttle-fields" name="throttleFields" placeholder="src" />
  </div>
</div>`;

export function savedList({ actions, appId }: Addon): Html {
  const body = html`<h1>Saved alert</h1>
    <p class="dim">An alert of Splunk Web with an action of ${appId}. Which action?</p>
    <div class="card">
      <ul class="reasons">
        ${actions.map(
          ({ name, label }) =>
            html`<li>
              <a href="/saved/${encodeURIComponent(name)}">${label}</a>
              <span class="dim">${name}</span>
            </li>`,
        )}
      </ul>
      ${actions.length === 0 ? html`<p>The add-on has no action.</p>` : ""}
    </div>`;
  return layout({ title: "Saved alert", tab: "/saved", body });
}

export function savedPage({ name, label }: AlertAction): Html {
  const address = encodeURIComponent(name);
  const body = html`<p><a href="/saved">Saved alert</a></p>
    <h1>Saved alert with ${label}</h1>
    <form data-post="/api/saved/${address}">
      ${TRIGGER}
      <div class="card">
        <h2>Results</h2>
        <p>
          <label for="rows">Rows as CSV: paste them here</label>
          <textarea id="rows" name="rows" rows="5" spellcheck="false">${ROWS}</textarea>
        </p>
      </div>
      <div class="card">
        <h2>Action: ${label}</h2>
        <iframe
          data-form
          src="/forms/${address}"
          sandbox="allow-scripts"
          height="200"
          title="Form of ${label}"
        ></iframe>
      </div>
      <p class="bar">
        <button class="primary" data-main>Save and trigger</button>
        <span class="dim"
          >Splunk checks the parameters when it saves, and so does this page. Nothing is written to
          the add-on.</span
        >
      </p>
    </form>`;
  return layout({ title: `Saved alert with ${label}`, tab: "/saved", body });
}
