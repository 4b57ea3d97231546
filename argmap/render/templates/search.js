// Search as you type: claims and premises first, then posts.
const MOST = 30;
const search = { hits: [], at: -1, posts: null };

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function searchable() {
  search.posts ||= all("#posts .post").map(post => ({ place: Number(post.dataset.p), who: post.querySelector("b").textContent,
    text: post.querySelector(".tx").textContent.trim() }));
  return search.posts;
}

function found(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const fits = text => {
    const there = folded(text);
    return words.every(word => there.includes(word));
  };
  const claims = components.map((component, number) => ({ component, number }))
    .filter(({ component }) => fits(`${component.label} ${component.text} ${component.author}`))
    .map(({ component, number }) => ({ number, lead: `${component.author} · ${component.kind} #${component.number}`, text: component.label }));
  const posts = searchable().filter(post => fits(`${post.text} ${post.who}`))
    .map(post => ({ post: post.place, lead: `${post.who} · post`, text: around(post.text, words[0]) }));
  return [...claims, ...posts];
}

function around(text, word) {
  const at = Math.max(0, folded(text).indexOf(word) - 40);
  return (at ? "…" : "") + text.slice(at, at + 140) + (text.length > at + 140 ? "…" : "");
}

function marked(text, query) {
  const word = query.trim().split(/\s+/)[0].toLowerCase(), at = text.toLowerCase().indexOf(word);
  return at < 0 || !word ? [text] : [text.slice(0, at), h("mark", null, text.slice(at, at + word.length)), text.slice(at + word.length)];
}

function showHits() {
  const query = $("q").value, hits = found(query);
  search.hits = hits.slice(0, MOST);
  search.at = search.hits.length ? 0 : -1;
  const open = Boolean(query.trim());
  $("hitbox").hidden = !open;
  $("q").setAttribute("aria-expanded", String(open));
  $("hitnote").textContent = hits.length ? plural(hits.length, "place") + (hits.length > MOST ? `, the first ${MOST} shown` : "") : "Nothing found";
  $("hits").replaceChildren(...search.hits.map((hit, row) => h("li", { role: "option", id: `hit${row}`, click: () => take(row) },
    h("span", { class: "s" }, theirs(hit.lead)), h("span", { dir: "auto" }, ...marked(hit.text, query)))));
  choose();
}

function choose() {
  all("#hits li").forEach((item, row) => item.setAttribute("aria-selected", String(row === search.at)));
  const item = $(`hit${search.at}`);
  if (item) {
    $("q").setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  } else $("q").removeAttribute("aria-activedescendant");
}

function closeSearch() {
  $("hitbox").hidden = true;
  $("q").setAttribute("aria-expanded", "false");
}

function take(row) {
  const hit = search.hits[row];
  if (!hit) return;
  closeSearch();
  if (hit.number !== undefined) {
    showTab("map");
    selectComponent(hit.number);
  } else {
    showTab("source");
    $(`p${hit.post}`).scrollIntoView({ block: "start" });
    $(`p${hit.post}`).focus({ preventScroll: true });
  }
}

$("q").addEventListener("input", showHits);
$("q").addEventListener("focus", () => $("q").value.trim() && showHits());
$("q").addEventListener("keydown", event => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const last = search.hits.length - 1;
    search.at = Math.max(0, Math.min(last, search.at + (event.key === "ArrowDown" ? 1 : -1)));
    choose();
  } else if (event.key === "Enter") take(search.at);
  else if (event.key === "Escape") {
    closeSearch();
    $("q").blur();
    event.stopPropagation();
  }
});
document.addEventListener("pointerdown", event => event.target.closest(".search") || closeSearch());
