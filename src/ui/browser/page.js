// What the page does in the browser: keys, sending, progress, copying. Pages are drawn by the server.
const $ = (selector, within = document) => within.querySelector(selector);
const say = (text) => ($("#status").textContent = text);

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.headers.get("Content-Type")?.startsWith("application/json")) return JSON.parse(text);
  throw new Error(`The server answers ${answer.status}.`);
}

async function attempt(work) {
  try {
    await work();
  } catch (error) {
    say(`That did not work: ${error.message}`);
  }
}

// Keys

addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, textarea, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return $("[data-main]")?.click();
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === "?") return $("#keys").showModal();
  if (event.key === "/" && $("[data-filter]") !== null) {
    event.preventDefault();
    return $("[data-filter]").focus();
  }
  return $(`nav [data-key="${CSS.escape(event.key)}"]`)?.click();
});
$("[data-keys]")?.addEventListener("click", () => $("#keys").showModal());

// Copy

for (const button of document.querySelectorAll("[data-copy]"))
  button.addEventListener("click", () =>
    attempt(async () => {
      await navigator.clipboard.writeText($(`#${button.dataset.copy}`).textContent);
      say("Copied.");
    }),
  );

// The form of an action

const frame = $("iframe[data-form]");
let fields = {};
addEventListener("message", ({ data, source }) => {
  if (frame === null || source !== frame.contentWindow) return;
  if (data.kind === "fields") {
    fields = data.fields;
    frame.height = Math.min(Math.max(Number(data.height) || 0, 60), 4000);
  }
  if (data.kind === "run") $("[data-main]")?.click();
  if (data.kind === "leave") $("[data-main]")?.focus();
});

function refuse(refusals) {
  const byField = Object.fromEntries(refusals.map(({ field, message }) => [field, message]));
  frame?.contentWindow.postMessage({ kind: "refused", fields: byField }, "*");
  say(refusals.map(({ message }) => message).join(" "));
}

for (const form of document.querySelectorAll("form[data-post]"))
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    return attempt(async () => {
      const given = Object.fromEntries(new FormData(form));
      for (const [name, value] of Object.entries(given))
        if (value instanceof File) given[name] = await value.text();
      say("Working…");
      const answer = await post(form.dataset.post, { ...given, fields });
      if (answer.refusals !== undefined) return refuse(answer.refusals);
      if (answer.error !== undefined) return say(answer.error);
      location.href = answer.go;
      return undefined;
    });
  });

// A run in progress

const progress = $("[data-progress]");
if (progress !== null) {
  const source = new EventSource(progress.dataset.progress);
  source.addEventListener("step", ({ data }) => {
    const line = document.createElement("li");
    line.textContent = JSON.parse(data);
    $("ol", progress).append(line);
  });
  source.addEventListener("end", () => {
    source.close();
    location.reload();
  });
}

// The add-on was saved

const live = $("[data-live]");
if (live !== null)
  new EventSource("/saved-files").addEventListener("saved", () => location.reload());
