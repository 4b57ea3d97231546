// The panel that hides what a reader does not want to see: people, kinds, relations, sources, status, the unsure.
const counted = list => [...list.reduce((counts, name) => counts.set(name, (counts.get(name) || 0) + 1), new Map())];
const STATUS = { open: "open", answered: "answered", conceded: "conceded", "one-sided": "one-sided", "": "not judged" };

function groups() {
  const authors = counted(components.map(component => component.author)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const sources = counted(components.map(component => component.source)).sort((a, b) => a[0] - b[0]);
  return [
    ["Kind", "kind", counted(components.map(component => component.kind)).map(([name, many]) => [name, `${name}s`, many])],
    ["Relation", "relation", counted(relations.map(relation => relation.verb)).map(([name, many]) => [name, name, many])],
    ["Status of a point", "status", counted(disputes.map(dispute => dispute.status)).map(([name, many]) => [name, STATUS[name] || name, many])],
    ["Source", "source", sources.length > 1 ? sources.map(([place, many]) => [String(place), data.sources[place], many]) : []],
    ["Author", "author", authors.map(([name, many]) => [name, name, many])],
  ].filter(([, , list]) => list.length > 1);
}

function group([title, what, list]) {
  const boxes = list.map(([value, label, many]) => h("label", { class: "fl" },
    h("input", { type: "checkbox", "data-off": `${what} ${value}`, change: setOff }), h("span", null, theirs(label)), h("small", null, String(many))));
  const every = list.length < 4 ? null : h("p", { class: "fa" },
    h("button", { type: "button", click: () => setAll(what, list, true) }, "All"),
    h("button", { type: "button", click: () => setAll(what, list, false) }, "None"));
  return h("fieldset", { class: what }, h("legend", null, title), every, h("div", { class: "fs" }, ...boxes));
}

function least() {
  return h("fieldset", { class: "least" }, h("legend", null, "Confidence"),
    h("label", { class: "sr", for: "least" }, "Least confidence shown, in percent"),
    h("input", { type: "range", id: "least", min: 0, max: 95, step: 5, input: event => go({ least: Number(event.target.value) }, { quietly: true }) }),
    h("output", { for: "least", id: "least-said" }), h("p", null, "What argmap is less sure of is drawn paler."));
}

function setOff(event) {
  const off = new Set(state.off), name = event.target.dataset.off;
  if (event.target.checked) off.delete(name);
  else off.add(name);
  go({ off });
}

function setAll(what, list, on) {
  const off = new Set(state.off);
  for (const [value] of list) {
    if (on) off.delete(`${what} ${value}`);
    else off.add(`${what} ${value}`);
  }
  go({ off });
}

function openFilters(open = $("filters").hidden) {
  $("filters").hidden = !open;
  if (open) showTab("map");
  $("filter").setAttribute("aria-expanded", String(open));
  if (open) $("filters").querySelector("input").focus();
  else if ($("filters").contains(document.activeElement)) $("filter").focus();
}

const filtered = { now: "", ever: false };
const filtering = () => state.off.size + Number(state.least > 0);
const clearFilters = () => go({ off: new Set(), least: 0 });

$("filters").append(h("div", { class: "fg" }, least(), ...groups().map(group)),
  h("p", { class: "ff" }, h("button", { type: "button", class: "btn", id: "clear", click: clearFilters }, "Show everything again"),
    h("button", { type: "button", class: "btn", click: () => openFilters(false) }, "Close")));
$("filter").addEventListener("click", () => openFilters());
$("filters").addEventListener("keydown", event => {
  if (event.key === "Escape") openFilters(false);
});

watch(() => {
  for (const box of all("#filters [data-off]")) box.checked = !state.off.has(box.dataset.off);
  $("least").value = state.least;
  $("least-said").textContent = state.least ? `at least ${state.least} %` : "everything";
  $("filter").classList.toggle("active", filtering() > 0);
  $("filter").setAttribute("aria-label", filtering() ? `Filter: ${plural(filtering(), "choice")} made` : "Filter");
  $("clear").disabled = !filtering();
  document.body.classList.toggle("filtered", filtering() > 0 || components.some(item => item.rejected));
  const now = `${[...state.off]} ${state.least} ${reviewing.on} ${data.changed}`;
  if (now === filtered.now) return;
  filtered.now = now;
  if (!filtering() && !filtered.ever && !components.some(item => item.rejected) && !disputes.some(item => item.rejected)) return;
  filtered.ever = true;
  for (const item of all("#plist .dp")) item.hidden = !disputePasses(Number(item.dataset.d));
  for (const item of all("#points .strong, #outline .oi")) item.classList.toggle("out", !passes(Number(item.dataset.c)));
  for (const span of all("#posts .m")) span.classList.toggle("out", !span.dataset.c.split(" ").some(number => passes(Number(number))));
});

function left() {
  const count = (list, stays, name) => plural(list.filter((item, number) => !gone(item) && !stays(number)).length, name);
  const parts = [count(disputes, disputePasses, "point"), count(components, passes, "component"), count(relations, linkPasses, "relation")];
  return parts.filter(part => !part.startsWith("0 ")).join(", ") || "nothing";
}

function note() {
  // What the view leaves out, said above it.
  const parts = [];
  if (state.view === "picture" && state.scope === "all" && !whole.every && data.start) {
    parts.push(h("span", null, `The ${data.start.nodes.length} components that most hangs on, of ${components.length}.`),
      h("button", { type: "button", class: "btn", id: "every", click: showEvery }, "Show all"));
  }
  if (filtering()) {
    parts.push(h("span", null, `Hidden by the filter: ${left()}.`),
      h("button", { type: "button", class: "btn", click: clearFilters }, "Show everything"));
  }
  $("note").hidden = !parts.length;
  $("note").replaceChildren(...parts);
}
watch(note);
