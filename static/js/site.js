// The one script. Every page is complete without it; with it, fewer pages need to be loaded.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const first = (selector, root = document) => root.querySelector(selector);
const { content: parts, dataset: texts } = first("#parts");
const copy = (selector) => first(selector, parts).cloneNode(true);
const plain = (a, go) => (a.onclick = (e) => e.ctrlKey || e.metaKey || (go(a.href), false));
const say = (text) => (first("#said").textContent = text);
// Asks for one address at a time: the next question gives the last one up. No answer is "".
const asker = (wait, use, control) => async (address) => {
  control?.abort();
  const { signal } = (control = new AbortController());
  await new Promise((go) => setTimeout(go, wait));
  const text = await fetch(address, { signal }).then((r) => (r.ok ? r.text() : "")).catch(() => "");
  if (!signal.aborted) use(text, address);
};

// Saved jobs: the server writes the cookie, and the stars show what stands in it.
const kept = () => document.cookie.match(/(?:^|; )(?:__Host-)?saved=([\d.]+)/)?.[1] ?? "";
function paint(star, on = kept().split(".").includes(star.value)) {
  return ([star.firstChild.data, star.ariaPressed] = [on ? texts.saved : texts.save, on])[1];
}
let sent = Promise.resolve(); // one after the other: each answer is the whole list
async function toggle(star) {
  const was = !paint(star, !paint(star)); // shown at once, whatever the network does
  const body = new URLSearchParams([[was ? "remove" : "add", star.value]]);
  const post = { method: "POST", body, redirect: "manual", keepalive: true };
  await (sent = sent.then(() => fetch(star.form.action, post)).catch(() => {}));
  if (paint(star) === was) location.assign(star.form.action); // there it is said why
  else say(was ? texts.removed : star.textContent);
}
first("#save").onsubmit = ({ submitter: star }) => star.name !== "add" || (toggle(star), false);
plain(first("nav [href$='/saved/']"), (list) => sent.then(() => location.assign(list)));
addEventListener("pageshow", () => all(".star[name=add]").forEach((star) => paint(star)));

// New is what came since the last visit; a visit ends after half an hour without a page.
let before = Infinity;
try {
  const [earlier, latest] = (localStorage.visits ?? "Infinity Infinity").split(" ").map(Number);
  before = Date.now() / 1000 - latest > 1800 ? latest : earlier;
  localStorage.visits = `${before} ${Date.now() / 1000}`;
} catch {} // a browser that stores nothing

// A combobox with a list to choose from by hand, as the ARIA Authoring Practices have it.
function suggest(box, source, go) {
  const list = copy("[role=listbox]");
  const mark = (option) => {
    for (const one of list.children) one.ariaSelected = one === option;
    box.removeAttribute("aria-activedescendant");
    if (option) box.setAttribute("aria-activedescendant", option.id);
  };
  const show = (options) => {
    list.innerHTML = options.trim();
    box.ariaExpanded = list.children.length > 0;
    mark(null);
    return `${texts.suggestions} ${list.children.length}`;
  };
  const ask = asker(150, (text) => box === document.activeElement && say(show(text)));
  box.closest("div").append(list);
  box.setAttribute("aria-controls", (list.id = `list-${box.closest("[id]").id}`));
  Object.assign(box, { type: "text", role: "combobox", ariaAutoComplete: "list" });
  list.onmousedown = () => false; // the box keeps the focus
  list.onclick = ({ target }) => go(target.closest("[data-go]").dataset.go);
  box.oninput = () => ask(source(encodeURIComponent(box.value)));
  box.onblur = () => show("");
  box.onkeydown = ({ key, isComposing }) => {
    const active = first("[aria-selected=true]", list);
    if (isComposing) return true;
    if (key === "ArrowDown") mark(active ? active.nextSibling : list.firstChild);
    else if (key === "ArrowUp") mark(active ? active.previousSibling : list.lastChild);
    else if (key === "Escape") show("");
    else if (key === "Enter" && active) active.click();
    else return key !== "Enter" || box.id === "q"; // no other box sends its form
    return false;
  };
  show("");
}
all("#q").forEach((q) => suggest(q, (words) => texts.suggest + words, (to) => location.assign(to)));

// Results refresh in place. The address stays the whole state; what fails is loaded from it.
const form = first("#search");
const wish = () => `?${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`;
const like = (a) => [a.tagName, a.name, a.defaultValue, a.text, a.closest("[id]")?.id].join();
let shown = location.search;
const refresh = asker(0, (page, address) => {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  if (!first("#found", fresh)) return location.assign(address);
  const [held, box] = [document.activeElement, first("#q")];
  const { top } = held.getBoundingClientRect();
  if (box && box !== held) box.value = first("#q", fresh).value;
  first("#status").textContent = first("#status", fresh).textContent;
  for (const { id, open } of all("#filters details:not(.rest:not([open]))"))
    first(`#${id}`, fresh)?.toggleAttribute("open", open);
  for (const part of ["title", "link[rel=alternate]", "h1", "#filters", "#found", ".colophon"])
    for (const old of all(part)) old.replaceWith(first(part, fresh) ?? "");
  if (address !== location.href) history.pushState(null, "", address);
  shown = location.search;
  dress();
  if (held.isConnected) return;
  const again = all("#filters *, #found *").find((one) => like(one) === like(held));
  if (again) scrollBy(0, again.getBoundingClientRect().top - top);
  (again ?? Object.assign(first("h1"), { tabIndex: -1 })).focus({ preventScroll: true });
});
form?.addEventListener("change", ({ target: { name } }) => name && name !== "q" && refresh(wish()));
addEventListener("popstate", () => location.search !== shown && refresh(location.href));

// What lists and filters get, at first and after each refresh.
function dress() {
  for (const star of all(".star[name=add]")) paint(star);
  for (const card of all("[data-seen]"))
    if (card.dataset.seen > before) first("h3", card).append(" ", copy(".badge"));
  for (const link of all("#found a[href^='?']:not(.pager a)")) plain(link, refresh);
  for (const facet of all("[data-values]")) {
    const address = facet.dataset.values.replace("json", "html");
    first("legend", facet).after(copy(".find"));
    suggest(first(".find input", facet), (words) => `${address}${wish()}&find=${words}`, refresh);
  }
}
dress();
const onclick = ({ target }) => navigator.share({ url: target.dataset.share }).catch(() => {});
for (const one of all("[data-share]")) Object.assign(one, { hidden: !navigator.share, onclick });
