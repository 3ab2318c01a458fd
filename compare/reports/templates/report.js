"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const count = (n) => n.toLocaleString("en");
  const plural = (n, noun) => count(n) + " " + noun + (n === 1 ? "" : "s");
  const form = byId("filter"), headline = byId("headline"), help = byId("help"), words = byId("words");
  const data = JSON.parse(byId("data").textContent);
  const menus = ["story", "source", "facet", "verdict"].map(byId).filter(Boolean);
  const whole = headline.textContent;
  const names = new Map(all("option", byId("verdict")).map((option) => [option.value, option.text.replace(/^\S+ /, "")]));
  const sourceOf = all("footer li[id]").map((row) => row.dataset.source);
  const cards = all("article.fact");
  const listed = new Map(all(".rows li").map((row) => [row.querySelector("a").hash.slice(1), row]));
  const facts = [...cards, ...all(".alone li")].map((element, at) => {
    const card = element.matches("article");
    const articles = element.dataset.in ? element.dataset.in.split(" ") : [];
    return {
      element, card, articles,
      verdict: card ? element.classList[1] : "single-source",
      facet: element.dataset.facet,
      story: card ? element.closest("section.story").id.slice(6) : element.dataset.story,
      source: new Set(articles.map((n) => sourceOf[n])),
      row: listed.get(element.id),
      said: card ? data.said[at] : null,
      rank: card ? data.rank[at] : 0,
      text: null,
    };
  });

  // ---------------------------------------------------------------- words: accents and spellings fall together
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const spelled = new Map();
  for (const group of data.spellings) for (const word of group) spelled.set(plain(word), group.map(plain));
  const alike = (word) => {
    if (spelled.has(word)) return spelled.get(word);
    const begun = word.length > 3 ? [...spelled.keys()].filter((known) => known.startsWith(word)) : [];
    return [word, ...begun.flatMap((known) => spelled.get(known))];
  };

  // A date is looked for as a whole and in every spelling: "April 4, 2017" finds "4 April 2017", not "14 April".
  const months = Array.from({ length: 12 }, (_, n) => plain(new Date(2000, n).toLocaleString("en", { month: "long" })));
  const monthOf = (word) => months.findIndex((name) => name.startsWith(word.slice(0, 3)));
  const YEAR = "(\\d{4})", DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
  const MONTH = "(" + [...months, "sept", ...months.map((name) => name.slice(0, 3))].join("|") + ")\\.?";
  const DATE = new RegExp("\\b(?:" + [
    YEAR + "-(\\d\\d)(?:-(\\d\\d))?",
    DAY + "(?: of)? " + MONTH + "(?:,? " + YEAR + ")?",
    MONTH + " (?:" + DAY + "(?!\\d)(?:,? " + YEAR + ")?|" + YEAR + ")",
  ].join("|") + ")(?![\\w-])", "g");
  const exact = new Set();
  const spellings = (year, month, day) => {
    const two = (n) => String(n).padStart(2, "0"), name = months[month], short = name.slice(0, 3);
    const forms = [name, short, short + "."].flatMap((name) => {
      if (!day) return [name + " " + year];
      return [day + " " + name, name + " " + day].flatMap((at) => (year ? [at + " " + year, at + ", " + year] : [at]));
    });
    if (year) forms.push([year, two(month + 1), ...(day ? [two(day)] : [])].join("-"));
    for (const form of forms) exact.add(form);
    return forms;
  };
  const datesIn = (text) => {
    const found = [];
    const rest = text.replace(DATE, (whole, y1, m1, d1, d2, m2, y2, m3, d3, y3, y4) => {
      const month = m1 ? Number(m1) - 1 : monthOf(m2 ?? m3);
      if (!months[month]) return whole;
      found.push(spellings(y1 ?? y2 ?? y3 ?? y4, month, Number(d1 ?? d2 ?? d3 ?? 0)));
      return " ";
    });
    return [rest, found];
  };
  const isDigit = (text, at) => /\d/.test(text[at] ?? "");
  const isWhole = (text, word, at) => !(isDigit(text, at - 1) && isDigit(text, at)) && !isDigit(text, at + word.length);
  const indexOf = (text, word, from) => {
    let at = text.indexOf(word, from);
    while (at >= 0 && exact.has(word) && !isWhole(text, word, at)) at = text.indexOf(word, at + 1);
    return at;
  };
  const textOf = (fact) => (fact.text ??= plain(fact.element.textContent));

  const passes = (fact, wanted, skip) => {
    for (const menu of menus) {
      if (menu === skip || !menu.value) continue;
      const own = fact[menu.id];
      if (own instanceof Set ? !own.has(menu.value) : own !== menu.value) return false;
    }
    return wanted.every((forms) => forms.some((word) => indexOf(textOf(fact), word, 0) >= 0));
  };

  const recount = (shown) => {
    const articles = new Set(shown.flatMap((fact) => fact.articles));
    const sources = new Set([...articles].map((n) => sourceOf[n]));
    const found = [...names]
      .filter(([kind]) => kind)
      .map(([kind, name]) => [kind, name, shown.filter((fact) => fact.verdict === kind).length])
      .filter(([kind, , n]) => n || kind === "differ")
      .map(([, name, n]) => count(n) + " " + name);
    return "Filtered: " + plural(articles.size, "article") + ", " + plural(sources.size, "source") + ", " +
      plural(shown.length, "fact") + (found.length ? ": " + found.join(", ") : "") + ".";
  };

  const recountMenus = (wanted) => {
    for (const menu of menus) {
      const found = new Map();
      for (const fact of facts) {
        if (!passes(fact, wanted, menu)) continue;
        const own = fact[menu.id];
        for (const value of own instanceof Set ? own : [own]) found.set(value, (found.get(value) ?? 0) + 1);
      }
      for (const option of menu.options) {
        option.dataset.name ??= option.text;
        if (option.value) option.text = option.dataset.name + " (" + count(found.get(option.value) ?? 0) + ")";
      }
    }
  };

  // ---------------------------------------------------------------- hits are marked without changing the page
  const mark = (shown, wanted) => {
    if (!window.CSS?.highlights) return;
    CSS.highlights.delete("hits");
    const forms = wanted.flat().filter((word) => word.length > 1);
    if (!forms.length) return;
    const ranges = [];
    for (const { element } of shown) {
      const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node && ranges.length < 2000; node = walk.nextNode()) {
        const text = plain(node.data);
        if (text.length !== node.data.length) continue;
        for (const word of forms) {
          for (let at = indexOf(text, word, 0); at >= 0; at = indexOf(text, word, at + word.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("hits", new Highlight(...ranges));
  };

  // ---------------------------------------------------------------- the table: the facts shown, their sources
  const COLUMNS = 12, STEP = 40;
  let rows = STEP, seen = [];
  const cell = (tag, text, source) => {
    const made = document.createElement(tag), inner = document.createElement("bdi");
    inner.textContent = text;
    made.append(inner);
    if (source) made.dataset.source = source;
    return made;
  };
  const draw = () => {
    const table = document.querySelector(".matrix");
    if (!table || !byId("table").open) return;
    const shown = seen.slice(0, rows), often = new Map();
    for (const fact of shown) for (const n of Object.keys(fact.said)) often.set(n, (often.get(n) ?? 0) + 1);
    const ranked = [...often.keys()].sort((a, b) => often.get(b) - often.get(a) || a - b);
    const columns = ranked.length > COLUMNS + 1 ? ranked.slice(0, COLUMNS) : ranked;
    const head = document.createElement("tr");
    head.append(cell("th", "fact"), ...columns.map((n) => cell("th", data.sources[n])));
    if (ranked.length > columns.length) head.append(cell("th", "others (" + (ranked.length - columns.length) + ")"));
    for (const th of head.children) th.scope = "col";
    const lines = shown.map((fact) => {
      const line = document.createElement("tr"), title = document.createElement("th"), link = document.createElement("a");
      line.className = fact.verdict;
      title.scope = "row";
      const badge = fact.element.querySelector(".badge").cloneNode(true);
      link.href = "#" + fact.element.id;
      link.textContent = fact.element.querySelector("h4 bdi").textContent;
      title.append(badge, " ", link);
      line.append(title, ...columns.map((n) => cell("td", fact.said[n] ?? "", data.sources[n])));
      if (ranked.length > columns.length) {
        const others = Object.keys(fact.said).filter((n) => !columns.includes(n)).length;
        line.append(cell("td", others || ""));
      }
      return line;
    });
    table.tHead.replaceChildren(head);
    table.tBodies[0].replaceChildren(...lines);
    const left = seen.length - shown.length;
    byId("more").hidden = !left;
    byId("more").textContent = "The first " + count(shown.length) + " of " + plural(seen.length, "fact") + ".";
    byId("more-rows").hidden = !left;
  };

  // ---------------------------------------------------------------- the filter, which stands in the address
  const wantedWords = () => {
    const [rest, dates] = datesIn(plain(words.value).replace(/\s+/g, " "));
    return [...rest.split(" ").filter(Boolean).map(alike), ...dates];
  };
  const isActive = () => Boolean(words.value.trim()) || menus.some((menu) => menu.value);
  const anchor = () => location.hash.slice(1).split("?")[0];

  const remember = () => {
    const kept = new URLSearchParams();
    for (const field of [words, ...menus]) if (field.value) kept.set(field.id, field.value);
    const text = kept.toString();
    const hash = anchor() + (text ? "?" + text : "");
    if ("#" + hash === location.hash || (!hash && !location.hash)) return;
    history.replaceState(null, "", "#" + hash);
  };

  const toldStories = all(".stories li");
  const recountHead = (id, active, found) => {
    const told = byId(id)?.querySelector(".count");
    if (!told) return;
    told.dataset.whole ??= told.textContent;
    told.textContent = active ? count(found) + " of " + told.dataset.whole : told.dataset.whole;
  };

  let later = 0;
  const apply = () => {
    const wanted = wantedWords(), active = isActive(), shown = [];
    for (const fact of facts) {
      const passed = !active || passes(fact, wanted);
      if (passed) shown.push(fact);
      if (fact.element.hidden === passed) fact.element.hidden = !passed;
      if (fact.row) fact.row.hidden = !passed;
    }
    for (const group of all(".alone")) {
      const found = all("li:not([hidden])", group).length;
      group.hidden = active && !found;
      if (active && found && wanted.length) group.open = true;
    }
    for (const section of all(".kind, section.story")) {
      const found = all("article.fact:not([hidden]), .alone li:not([hidden])", section).length;
      const told = section.querySelector("h2 .count, h3 .count");
      if (told && section.matches(".kind")) {
        told.dataset.whole ??= told.textContent;
        told.textContent = active ? count(found) : told.dataset.whole;
      }
      section.hidden = active && !found;
    }
    for (const row of toldStories) row.hidden = active && (byId(row.querySelector("a").hash.slice(1))?.hidden ?? true);
    recountHead("differences", active, shown.filter((fact) => fact.verdict === "differ").length);
    recountHead("stories", active, toldStories.filter((row) => !row.hidden).length);
    for (const figure of all("figure.time")) {
      const fact = byId(figure.querySelector("a").hash.slice(1));
      figure.hidden = active && Boolean(fact?.hidden);
    }
    byId("none").hidden = !active || shown.length > 0;
    headline.textContent = active ? recount(shown) : whole;
    seen = shown.filter((fact) => fact.card).sort((a, b) => a.rank - b.rank);
    rows = STEP;
    remember();
    clearTimeout(later);
    later = setTimeout(() => {
      recountMenus(wanted);
      mark(active ? shown : [], wanted);
      draw();
    }, 60);
  };

  const clear = () => {
    form.reset();
    apply();
  };

  const recall = () => {
    const kept = new URLSearchParams(location.hash.slice(1).split("?")[1] ?? "");
    let found = false;
    for (const field of [words, ...menus]) {
      const value = kept.get(field.id);
      if (value === null) continue;
      field.value = value;
      found = true;
    }
    return found;
  };

  // ---------------------------------------------------------------- one fact: walk to it, open it, hand it on
  const step = (by) => {
    const visible = cards.filter((card) => !card.hidden);
    if (!visible.length) return;
    const here = document.activeElement.closest("article.fact") ?? document.querySelector("article.fact:target");
    let at = visible.indexOf(here);
    if (at < 0) {
      const below = visible.findIndex((fact) => fact.getBoundingClientRect().top > 0);
      at = below < 0 ? visible.length : below;
      if (by > 0) at -= 1;
    }
    go(visible[Math.max(0, Math.min(visible.length - 1, at + by))]);
  };

  const go = (element) => {
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
  };

  const unfold = (element) => {
    for (let at = element; at; at = at.parentElement) if (at.matches("details")) at.open = true;
    const inner = element.matches("article.fact") && element.querySelector(":scope > details.fold");
    if (inner) inner.open = true;
  };

  const target = () => {
    let id = anchor();
    try {
      id = decodeURIComponent(id);
    } catch {}
    const found = id && byId(id);
    if (!found) return;
    if (found.hidden || found.closest("[hidden]")) clear();
    unfold(found);
    if (found.matches("footer li")) {
      const text = found.querySelector("details.text");
      if (text) text.open = true;
    }
    remember();
    found.scrollIntoView({ block: "start" });
  };

  const show = (article, sentence) => {
    const text = article.querySelector("details.text > div");
    if (!text || !window.CSS?.highlights) return;
    const squeezed = sentence.trim(), at = text.textContent.indexOf(squeezed);
    if (at < 0 || !text.firstChild) return;
    const range = new Range();
    range.setStart(text.firstChild, at);
    range.setEnd(text.firstChild, at + squeezed.length);
    CSS.highlights.set("hits", new Highlight(range));
    const box = range.getBoundingClientRect();
    scrollTo({ top: scrollY + box.top - innerHeight / 3 });
  };

  const markdown = (card) => {
    const clean = (text) => (text ?? "").replace(/\s+/g, " ").trim();
    const story = card.closest("section.story").querySelector("h2 bdi");
    const lines = ["**" + clean(card.querySelector("h4 bdi").textContent) + "** (" +
      card.querySelector(".badge").textContent + ")"];
    if (story) lines.push("Story: " + clean(story.textContent));
    const reason = card.querySelector(".reason");
    if (reason) lines.push("", clean(reason.textContent));
    lines.push("");
    for (const place of all(".position", card)) {
      const head = place.querySelector("h5") ?? place, link = place.querySelector(".title a");
      const source = clean((head.querySelector("bdi") ?? head).textContent);
      const day = clean(head.querySelector("time, .note")?.textContent);
      const title = clean(place.querySelector(".title")?.textContent);
      const where = link ? "[" + (title || source) + "](" + link.href + ")" : title;
      const values = all(".value bdi, :scope > b", place).map((value) => clean(value.textContent)).join(" / ");
      const quotes = all("blockquote, q", place).map((quote) => {
        const copy = quote.cloneNode(true);
        for (const around of all("span", copy)) around.remove();
        return "“" + clean(copy.textContent) + "”";
      });
      lines.push("- " + source + (day ? ", " + day : "") + (where ? ", " + where : "") + ": " +
        [values, quotes.join(" … ")].filter(Boolean).join(" — "));
    }
    return lines.join("\n") + "\n";
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };

  for (const card of cards) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy this fact as Markdown");
    const folded = card.querySelector(":scope > details.fold");
    if (folded) folded.querySelector("summary").after(button);
    else card.prepend(button);
  }
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (button) {
      await copy(markdown(button.closest("article.fact")));
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
      return;
    }
    const link = event.target.closest(".position a[href^='#a']");
    if (!link) return;
    const quote = link.closest(".position").querySelector("blockquote, q").cloneNode(true);
    for (const around of all("span", quote)) around.remove();
    setTimeout(() => show(byId(link.hash.slice(1)), quote.textContent), 50);
  });

  const sort = byId("sort");
  const order = () => {
    const key = sort.value, list = byId("rows");
    const value = (row) => row.dataset[key];
    const turned = [...list.children].sort((a, b) => {
      if (key === "day") return value(b).localeCompare(value(a)) || a.dataset.at - b.dataset.at;
      if (key === "story") return value(a) - value(b) || a.dataset.at - b.dataset.at;
      return value(b) - value(a) || a.dataset.at - b.dataset.at;
    });
    list.replaceChildren(...turned);
  };

  const typing = (element) => element.matches("input:not([type=checkbox]), textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
    if (event.key === "Escape") {
      if (typing(event.target)) {
        event.preventDefault(); // a search field would empty itself
        event.target.blur();
      } else if (event.target === document.body || event.target.closest("#filter, article.fact, #rows")) clear();
      return;
    }
    if (typing(event.target) || !byId("keys-on").checked) return;
    const does = {
      j: () => step(1),
      k: () => step(-1),
      o: () => {
        const folded = document.activeElement.closest("article.fact")?.querySelector(":scope > details.fold");
        if (folded) folded.open = !folded.open;
      },
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
  if (byId("rows")) {
    all("#rows li").forEach((row, at) => { row.dataset.at = at; });
    byId("sorting").hidden = false;
    sort.addEventListener("change", order);
  }
  if (byId("table")) {
    byId("table").addEventListener("toggle", draw);
    byId("more-rows").addEventListener("click", () => { rows += STEP; draw(); });
  }
  form.hidden = false;
  recall();
  apply();
  target();
  (window.requestIdleCallback ?? setTimeout)(() => facts.forEach(textOf));
})();
