// Inside the sandboxed frame of a form: tells the page what is filled in, how tall it is, and shows refusals. It knows
// nothing of the page, and reaches nothing.
const send = (message) => parent.postMessage(message, "*");

function values() {
  const fields = {};
  for (const control of document.querySelectorAll("[name]")) {
    if ((control.type === "radio" || control.type === "checkbox") && !control.checked) continue;
    fields[control.name] =
      control.multiple === true
        ? [...control.selectedOptions].map(({ value }) => value).join(",")
        : control.value;
  }
  return fields;
}

function tell() {
  send({ kind: "fields", fields: values(), height: document.documentElement.scrollHeight });
}

addEventListener("input", tell);
addEventListener("change", tell);
addEventListener("submit", (event) => event.preventDefault());
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send({ kind: "run" });
  if (event.key === "Escape") send({ kind: "leave" });
});
addEventListener("message", ({ data, source }) => {
  if (source !== parent || data?.kind !== "refused") return;
  for (const place of document.querySelectorAll("[data-refused]"))
    place.textContent = data.fields[place.dataset.refused] ?? "";
  tell();
});
tell();
