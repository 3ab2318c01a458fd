"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const plural = (n, noun) => n.toLocaleString("en") + " " + noun + (n === 1 ? "" : "s");
  const form = byId("filter"), headline = byId("headline"), help = byId("help");
  const words = byId("words"), verdict = byId("verdict"), facet = byId("facet"), source = byId("source");
  const whole = headline.textContent;
  const sourceOf = all("footer tr[id]").map((row) => row.dataset.source);
  const rows = new Map(all(".matrix tbody tr").map((row) => [row.querySelector("a").hash.slice(1), row]));
  const facts = all("article.fact, .alone li").map((element) => ({
    element,
    kind: element.matches("li") ? "single-source" : element.classList[1],
    facet: element.dataset.facet,
    articles: element.dataset.in ? element.dataset.in.split(" ") : [],
    row: rows.get(element.id),
    text: null,
  }));
  const kinds = [...verdict.options].map((option) => option.value).filter(Boolean);

  const passes = (fact, wanted) => {
    if (verdict.value && fact.kind !== verdict.value) return false;
    if (facet.value && fact.facet !== facet.value) return false;
    if (source.value && !fact.articles.some((at) => sourceOf[at] === source.value)) return false;
    if (!wanted.length) return true;
    fact.text ??= fact.element.textContent.toLowerCase();
    return wanted.every((word) => fact.text.includes(word));
  };

  const recount = (shown) => {
    const articles = new Set(shown.flatMap((fact) => fact.articles));
    const sources = new Set([...articles].map((at) => sourceOf[at]));
    const found = kinds
      .map((kind) => [kind, shown.filter((fact) => fact.kind === kind).length])
      .filter(([kind, n]) => n || kind === "differ")
      .map(([kind, n]) => (kind === "variant" ? plural(n, kind) : n.toLocaleString("en") + " " + kind));
    return "Filtered: " + plural(articles.size, "article") + ", " + plural(sources.size, "source") + ", " +
      plural(shown.length, "fact") + (found.length ? ": " + found.join(", ") : "") + ".";
  };

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const active = Boolean(wanted.length || verdict.value || facet.value || source.value);
    const shown = [];
    for (const fact of facts) {
      const seen = passes(fact, wanted);
      if (seen) shown.push(fact);
      fact.element.hidden = !seen;
      if (fact.row) fact.row.hidden = !seen;
    }
    for (const group of all(".alone")) {
      const found = all("li:not([hidden])", group).length;
      group.hidden = active && !found;
      if (active && found && wanted.length) group.open = true;
    }
    for (const section of all("section.kind")) {
      const found = all("article.fact:not([hidden]), .alone li:not([hidden])", section).length;
      const count = section.querySelector(".count");
      count.dataset.whole ??= count.textContent;
      count.textContent = active ? found.toLocaleString("en") : count.dataset.whole;
      section.hidden = active && !found;
    }
    if (byId("more")) byId("more").hidden = active;
    byId("none").hidden = !active || shown.length > 0;
    headline.textContent = active ? recount(shown) : whole;
  };

  const clear = () => {
    form.reset();
    apply();
  };

  const step = (by) => {
    const visible = all("article.fact:not([hidden])");
    if (!visible.length) return;
    const here = document.activeElement.closest("article.fact") ?? document.querySelector("article.fact:target");
    let at = visible.indexOf(here);
    if (at < 0) {
      const below = visible.findIndex((fact) => fact.getBoundingClientRect().top > 0);
      at = below < 0 ? visible.length : below;
      if (by > 0) at -= 1;
    }
    const next = visible[Math.max(0, Math.min(visible.length - 1, at + by))];
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };

  const target = () => {
    const found = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
    if (!found) return;
    if (found.hidden || found.closest("[hidden]")) clear();
    const folded = found.closest("details");
    if (folded) folded.open = true;
    found.scrollIntoView({ block: "start" });
  };

  const typing = (element) => element.matches("input:not([type=checkbox]), textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
    if (event.key === "Escape") {
      clear();
      document.activeElement.blur();
      return;
    }
    if (typing(event.target) || !byId("keys-on").checked) return;
    const does = {
      j: () => step(1),
      k: () => step(-1),
      "/": () => words.focus(),
      "?": () => help.showModal(),
    }[event.key];
    if (!does || (event.target.matches("select") && event.key.length === 1 && event.key !== "/" && event.key !== "?")) return;
    event.preventDefault();
    does();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  byId("show-all").addEventListener("click", clear);
  byId("keys").addEventListener("click", () => help.showModal());
  window.addEventListener("hashchange", target);
  form.hidden = false;
  apply();
  target();
})();
