// The outline as a tree: the same components as the pictures, walked with the arrow keys, folded with left and right.
const tree = { ready: false };

function growTree() {
  // Not before somebody looks: a long thread has thousands of items.
  if (tree.ready) return;
  tree.ready = true;
  all("#outline .og").forEach((part, nth) => {
    const list = part.querySelector("ul"), head = part.querySelector("h4") || part.parentElement.querySelector("h3");
    head.id ||= `oh${nth}`;
    made(list, { role: "tree", "aria-labelledby": head.id }, []);
  });
  all("#outline ul ul").forEach(list => list.setAttribute("role", "group"));
  all("#outline li").forEach((item, nth) => {
    const words = item.querySelector(".oi");
    words.id = `oi${nth}`;
    made(item, { role: "treeitem", "aria-labelledby": words.id, "aria-selected": "false", tabindex: -1,
      "aria-expanded": item.querySelector("ul") ? "true" : null }, []);
  });
}

const itemsInSight = () => all("#outline li").filter(item => item.offsetParent && item.querySelector(".oi").offsetParent);

function rowFocus(item) {
  if (!item) return;
  for (const other of all('#outline li[tabindex="0"]')) other.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
  item.querySelector(".oi").scrollIntoView({ block: "nearest" });
}

function unfold(item, open) {
  item.setAttribute("aria-expanded", String(open));
}

function walkTree(event) {
  const item = event.target.closest("#outline li");
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = itemsInSight(), at = rows.indexOf(item), open = item.getAttribute("aria-expanded");
  const keys = {
    ArrowDown: () => rowFocus(rows[at + 1]), ArrowUp: () => rowFocus(rows[at - 1]),
    Home: () => rowFocus(rows[0]), End: () => rowFocus(rows[rows.length - 1]),
    ArrowRight: () => (open === "false" ? unfold(item, true) : open && rowFocus(item.querySelector("li"))),
    ArrowLeft: () => (open === "true" ? unfold(item, false) : rowFocus(item.parentElement.closest("#outline li"))),
    Enter: () => selectComponent(Number(item.querySelector(".oi").dataset.c)),
  };
  keys[" "] = keys.Enter;
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  keys[event.key]();
}

function showOutline() {
  $("outline").hidden = state.view !== "outline";
  $("outline").classList.toggle("one", state.scope === "point" && state.dispute !== null);
  for (const section of all("#outline .os")) section.classList.toggle("on", section.dataset.d === String(state.dispute));
  if ($("outline").hidden) return;
  growTree();
  for (const item of all('#outline li[aria-selected="true"]')) item.setAttribute("aria-selected", "false");
  for (const words of all(`#outline .oi[data-c="${state.component}"]`)) words.parentElement.setAttribute("aria-selected", "true");
  const shown = [...$("outline").querySelectorAll(".oi.sel:not(.again)")].find(words => words.offsetParent);
  if (shown) shown.scrollIntoView({ block: "nearest" });
  if (!all('#outline li[tabindex="0"]').some(item => item.offsetParent)) {
    const first = shown ? shown.parentElement : itemsInSight()[0];
    if (first) first.tabIndex = 0;
  }
}

$("outline").addEventListener("keydown", walkTree);
$("outline").addEventListener("click", event => {
  const words = event.target.closest(".oi"), item = event.target.closest("li");
  if (words) selectComponent(Number(words.dataset.c));
  else if (item && item.hasAttribute("aria-expanded")) unfold(item, item.getAttribute("aria-expanded") === "false");
});
watch(showOutline);
