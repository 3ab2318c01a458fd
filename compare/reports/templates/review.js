// The review page. Text goes into the page as text only, never as markup.
"use strict";

const $ = (id) => document.getElementById(id);
const csrf = document.querySelector('meta[name="csrf"]').content;
const SYMBOLS = { open: "○", again: "↻", done: "✓" };

let facts = []; // the queue: {id, topic, state}
let fact = null; // the one that is shown
let trail = []; // ids shown before, for the way back
let busy = false; // an action is under way: no other may start, or it would hit a fact that nobody saw
let pending = 0;
let saving = Promise.resolve(); // notes are saved in order, before what follows them

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function say(text, bad = false) {
  $("status").textContent = text;
  $("status").classList.toggle("bad", bad);
}

async function ask(path, body, options = {}) {
  const sent = body && {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(`api/${path}`, { ...sent, ...options });
  } catch {
    throw new Error("The server does not answer. Start “crossclaim review” again; what was saved is safe.");
  }
  const tree = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(tree.error), { status: answer.status });
  return tree;
}

// Tells those who do not see the page, and its tests, when something is under way.
async function during(work) {
  pending += 1;
  $("main").setAttribute("aria-busy", "true");
  try {
    return await work;
  } finally {
    pending -= 1;
    if (!pending) $("main").setAttribute("aria-busy", "false");
  }
}

// One action at a time; a fact that changed meanwhile is shown as it is now.
function act(action) {
  if (busy) return;
  busy = true;
  during(
    saving
      .then(action)
      .catch(async (error) => {
        if (error.status === 409) await reload(fact && fact.id).catch(() => {});
        say(error.message, true);
      })
      .finally(() => (busy = false)),
  );
}

// ---------------------------------------------------------------- what is shown

async function reload(id) {
  const seen = await ask("overview");
  facts = seen.facts;
  $("reviewer").textContent = seen.reviewer;
  count(seen.done, seen.total);
  const open = facts.find((entry) => entry.state !== "done");
  if (id) await show(id);
  else if (open) await show(open.id);
  else finish();
}

function count(done, total) {
  $("counted").textContent = `${done} of ${total} reviewed`;
  $("meter").max = Math.max(total, 1);
  $("meter").value = done;
  document.title = `${done} of ${total} – Review`;
}

async function show(id) {
  if (fact && fact.id !== id) say("");
  fact = await ask(`fact?id=${encodeURIComponent(id)}&tool=${$("show").checked ? 1 : 0}`);
  $("finished").hidden = true;
  $("work").hidden = false;
  const claims = fact.articles.flatMap((article) => article.claims);
  const place = facts.findIndex((entry) => entry.id === id);
  const parts = [place < 0 ? "outside the list" : `${place + 1} of ${facts.length}`, fact.facet];
  parts.push(fact.articles.length === 1 ? "1 article" : `${fact.articles.length} articles`, ...fact.grouping);
  if (fact.story) parts.unshift(fact.story);
  $("about").textContent = parts.join(" · ");
  $("topic").textContent = fact.topic;
  $("again").hidden = fact.state !== "again";
  $("again").textContent =
    `Decided as ${wordOf(fact.verdict)} by ${fact.reviewer} before ${fact.joined.join(", ")} joined: please look again.`;
  $("claims").replaceChildren(...fact.articles.map((article) => column(article, claims)));
  $("split").disabled = claims.length < 2;
  for (const button of document.querySelectorAll(".verdict")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === fact.verdict));
  }
  $("note").value = fact.note;
  tool(fact.tool);
  history();
  list();
  window.scrollTo(0, 0);
  $("topic").focus({ preventScroll: true });
}

function column(article, claims) {
  const date = article.published
    ? el("time", { datetime: article.published }, article.day)
    : el("span", { class: "note" }, "undated");
  const title = article.url
    ? el("a", { href: article.url, rel: "noopener noreferrer nofollow", target: "_blank" }, article.title || article.url)
    : article.title;
  return el(
    "section",
    { class: "position" },
    el("h3", {}, el("bdi", {}, article.source), " ", date, article.joined ? el("span", { class: "new" }, "new") : ""),
    title ? el("p", { class: "title" }, el("bdi", {}, title)) : "",
    ...article.claims.map((claim) => card(claim, article, claims.indexOf(claim) + 1, claims.length)),
  );
}

function card(claim, article, number, total) {
  const language = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(article.language) ? article.language : null;
  const box = el("input", { type: "checkbox", "data-claim": claim.id });
  const handle = el("span", { class: "handle", draggable: "true", "aria-hidden": "true", title: "Drag to take out" }, "⠿");
  const node = el(
    "div",
    { class: "claim", role: "group", tabindex: "0", "aria-label": `Claim ${number} of ${total}, ${article.source}` },
    total > 1 ? el("div", { class: "tools" }, handle, el("label", {}, box, " take out")) : "",
    claim.value && claim.value !== claim.focus ? el("p", { class: "value" }, el("bdi", {}, claim.value)) : "",
    el(
      "blockquote",
      { dir: "auto", lang: language },
      el("span", { class: "around" }, claim.earlier),
      claim.before,
      claim.focus ? el("mark", {}, claim.focus) : "",
      claim.after,
      el("span", { class: "around" }, claim.later),
    ),
    details(claim),
  );
  node.dataset.claim = claim.id;
  box.addEventListener("change", () => node.classList.toggle("marked", box.checked));
  handle.addEventListener("dragstart", (event) => drag(event, node));
  handle.addEventListener("dragend", () => drop(node));
  return node;
}

function details(claim) {
  const known = [claim.normalised && `read as ${claim.normalised}`, claim.notes].filter(Boolean).join(" · ");
  return known ? el("p", { class: "note" }, el("bdi", {}, known)) : "";
}

function tool(says) {
  $("tool").hidden = !says;
  $("tool-says").replaceChildren();
  if (!says) return;
  const badge = el("span", { class: `badge ${says.verdict}` }, says.word);
  $("tool-says").append(badge, " ", says.reason, el("span", { class: "note" }, ` (${says.verdict === "possible" ? "probability that they differ" : "score"} ${says.score})`));
}

function history() {
  $("past").hidden = fact.history.length === 0;
  const rows = fact.history.map((past) => {
    const when = past.at.replace("T", " ").replace("Z", " UTC");
    return el("li", { class: past.undone ? "undone" : null }, `${past.what}, ${past.reviewer}, ${when}${past.undone ? " (undone)" : ""}`);
  });
  $("history").replaceChildren(...rows);
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// The queue by story, as far as it passes the search.
function list() {
  const words = plain($("find").value).split(/\s+/).filter(Boolean), story = $("find-story").value;
  const stories = [...new Set(facts.map((entry) => entry.story).filter(Boolean))];
  if ($("find-story").options.length !== stories.length + 1) {
    $("find-story").replaceChildren(el("option", { value: "" }, "all"), ...stories.map((title) => el("option", { value: title }, title)));
    $("find-story").value = story;
  }
  const chosen = facts.filter(
    (entry) => (!story || entry.story === story) && words.every((word) => plain(`${entry.topic} ${entry.story}`).includes(word)),
  );
  let last = "";
  const rows = chosen.flatMap((entry) => {
    const here = entry.id === fact?.id;
    const button = el("button", { type: "button", "aria-current": here ? "true" : null });
    button.append(`${SYMBOLS[entry.state]} `, el("bdi", {}, entry.topic), ` (${entry.state})`);
    button.addEventListener("click", () => act(() => go(entry.id)));
    const row = el("li", { class: here ? "here" : null }, button);
    if (!entry.story || entry.story === last || stories.length < 2) return [row];
    last = entry.story;
    return [el("li", { class: "head" }, el("bdi", {}, entry.story)), row];
  });
  $("found-count").textContent = words.length || story ? `${chosen.length} of ${facts.length}` : "";
  $("list").replaceChildren(...rows);
}

function finish() {
  fact = null;
  $("work").hidden = true;
  $("finished").hidden = false;
  list();
  $("finished-head").focus();
}

// ---------------------------------------------------------------- what is done

const shown = () => ({ fact: fact.id, claims: fact.articles.flatMap((a) => a.claims.map((c) => c.id)) });

async function go(id) {
  if (fact && fact.id !== id) trail.push(fact.id);
  await show(id);
}

// The next fact that is not decided, after the one shown and then from the beginning.
function following() {
  const place = facts.findIndex((entry) => entry.id === fact?.id);
  const order = [...facts.slice(place + 1), ...facts.slice(0, Math.max(place, 0))];
  return order.find((entry) => entry.state !== "done" && entry.id !== fact?.id);
}

async function next() {
  const entry = following();
  if (entry) await go(entry.id);
  else if (fact && fact.state !== "done") say("This is the last open fact.");
  else {
    if (fact) trail.push(fact.id);
    finish();
  }
}

async function back() {
  let id = trail.pop();
  if (!id) {
    const place = facts.findIndex((entry) => entry.id === fact?.id);
    id = facts[place < 0 ? facts.length - 1 : place - 1]?.id;
  }
  if (id) await show(id);
  else say("This is the first fact.");
}

function settle(saved) {
  count(saved.done, saved.total);
  const entry = facts.find((item) => item.id === saved.fact);
  if (entry) entry.state = saved.state;
  if (fact && fact.id === saved.fact) fact.state = saved.state;
}

const wordOf = (verdict) =>
  document.querySelector(`.verdict[data-verdict="${CSS.escape(verdict ?? "")}"]`)?.dataset.word ?? verdict;

// A decision of somebody else is changed only by who has seen whose it is.
function override(verdict) {
  const when = fact.at.replace("T", " ").replace("Z", " UTC");
  $("override-says").textContent =
    `${fact.reviewer} decided “${wordOf(fact.verdict)}” on ${when}. Change it to “${wordOf(verdict)}”?`;
  $("override-do").onclick = () => {
    $("override").close();
    act(() => answer(verdict, true));
  };
  $("override").showModal();
  $("override-close").focus();
}

async function answer(verdict, sure = false) {
  if (!fact) return;
  const others = fact.reviewer && fact.reviewer !== $("reviewer").textContent;
  if (!sure && fact.verdict && others && fact.verdict !== verdict) {
    override(verdict);
    return;
  }
  const hidden = $("tool").hidden;
  const saved = await ask("verdict", { ...shown(), verdict, note: $("note").value });
  settle(saved);
  const same = saved.tool.verdict === verdict;
  if (!same && hidden) {
    for (const button of document.querySelectorAll(".verdict")) {
      button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
    }
    fact.verdict = verdict;
    fact.reviewer = $("reviewer").textContent;
    tool(saved.tool);
    list();
    say(`Saved: ${wordOf(verdict)}. The tool says ${saved.tool.word}, see below. j goes on.`);
    $("tool").scrollIntoView({ block: "nearest" });
    return;
  }
  await next();
  say(`Saved: ${wordOf(verdict)}. The tool says ${same ? "the same" : saved.tool.word}.`);
}

// Saved when the field is left; what follows waits for it.
function keepNote(options) {
  if (!fact || $("note").value === fact.note) return;
  const about = fact;
  const body = { ...shown(), note: $("note").value };
  about.note = body.note;
  const send = async () => {
    settle(await ask("note", body, options));
    say("Note saved.");
  };
  saving = during(saving.then(send).catch((error) => say(`The note is not saved: ${error.message}`, true)));
}

async function takeOut(only) {
  if (!fact) return;
  const all = shown();
  let out = [...document.querySelectorAll(".claim input:checked")].map((box) => box.dataset.claim);
  if (only && !out.includes(only)) out = [only];
  if (!out.length) {
    say("Mark a claim first, or go to one with c.");
    return;
  }
  const rest = all.claims.length - out.length, after = following()?.id;
  const saved = await ask("split", { ...all, out });
  await reload(rest < 2 && after ? after : saved.fact);
  say(`${out.length === 1 ? "1 claim is" : `${out.length} claims are`} out of this fact. u undoes.`);
}

async function undo() {
  const done = await ask("undo", {});
  if (!done.undone) {
    say("There is nothing of yours to undo.");
    return;
  }
  await reload(done.fact);
  say(`Undone: ${done.undone}.`);
}

// ---------------------------------------------------------------- drag

function drag(event, node) {
  event.dataTransfer.setData("text/plain", node.dataset.claim);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setDragImage(node, 20, 20);
  node.classList.add("dragged");
  $("out").hidden = false;
}

function drop(node) {
  node.classList.remove("dragged");
  $("out").hidden = true;
  $("out").classList.remove("over");
}

$("out").addEventListener("dragover", (event) => {
  event.preventDefault();
  $("out").classList.add("over");
});
$("out").addEventListener("dragleave", () => $("out").classList.remove("over"));
$("out").addEventListener("drop", (event) => {
  event.preventDefault();
  const claim = event.dataTransfer.getData("text/plain");
  act(() => takeOut(claim));
});

// ---------------------------------------------------------------- merge

async function seek() {
  const words = $("words").value;
  const seen = await ask(`candidates?id=${encodeURIComponent(fact.id)}&words=${encodeURIComponent(words)}`);
  if (words !== $("words").value) return; // more was typed meanwhile
  const rows = seen.facts.map((other) =>
    el(
      "label",
      { class: "candidate" },
      el("input", { type: "radio", name: "other", value: other.id }),
      el("span", {}, el("bdi", {}, other.topic), el("bdi", { class: "short" }, other.positions)),
    ),
  );
  $("found").replaceChildren($("found").firstElementChild, ...rows);
  if (!rows.length) $("found").append(el("p", { class: "note" }, "No fact holds these words."));
  $("merge-do").disabled = true;
}

async function openMerge() {
  if (!fact) return;
  $("words").value = "";
  await seek();
  $("merge").showModal();
  $("words").focus();
}

async function merge() {
  const chosen = document.querySelector('input[name="other"]:checked');
  if (!chosen) return;
  $("merge").close();
  const saved = await ask("merge", { ...shown(), other: chosen.value });
  await reload(saved.fact);
  say("Merged. u undoes.");
}

$("find").addEventListener("input", list);
$("find-story").addEventListener("change", list);
$("words").addEventListener("input", () => during(seek().catch((error) => say(error.message, true))));
$("words").addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});
$("found").addEventListener("change", () => ($("merge-do").disabled = false));
$("found").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.checked) act(merge);
});
$("merge-do").addEventListener("click", () => act(merge));
$("override-close").addEventListener("click", () => $("override").close());
$("merge-close").addEventListener("click", () => $("merge").close());

// ---------------------------------------------------------------- keys and buttons

function toClaim(step) {
  const all = [...document.querySelectorAll(".claim")];
  const here = all.findIndex((node) => node.contains(document.activeElement));
  const place = here < 0 && step < 0 ? all.length - 1 : (here + step + all.length) % all.length;
  all[place]?.focus();
}

function toggle(box) {
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change"));
}

const here = () => document.activeElement?.closest?.(".claim");

const ACTIONS = {
  j: () => act(next),
  ArrowRight: () => act(next),
  k: () => act(back),
  ArrowLeft: () => act(back),
  u: () => act(undo),
  t: () => toggle($("show")),
  n: () => $("note").focus(),
  c: () => toClaim(1),
  C: () => toClaim(-1),
  x: () => act(() => takeOut(here()?.dataset.claim)),
  m: () => act(openMerge),
  "?": () => $("help").showModal(),
};

function isField(node) {
  return node.matches?.("textarea, select, input:not([type=checkbox])") || node.isContentEditable;
}

document.addEventListener("keydown", (event) => {
  if (event.target === $("note") && event.key === "Escape") {
    $("topic").focus();
    return;
  }
  if (!$("keys").checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (isField(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === " " && event.target.matches(".claim")) {
    event.preventDefault();
    const box = event.target.querySelector("input");
    if (box) toggle(box);
    return;
  }
  const verdict = document.querySelectorAll(".verdict")[/^[1-9]$/.test(event.key) ? event.key - 1 : -1];
  const action = verdict ? () => act(() => answer(verdict.dataset.verdict)) : ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

for (const button of document.querySelectorAll(".verdict")) {
  button.addEventListener("click", () => act(() => answer(button.dataset.verdict)));
}
$("next").addEventListener("click", () => act(next));
$("back").addEventListener("click", () => act(back));
$("undo").addEventListener("click", () => act(undo));
$("split").addEventListener("click", () => act(() => takeOut()));
$("merge-open").addEventListener("click", () => act(openMerge));
$("help-open").addEventListener("click", () => $("help").showModal());
$("show").addEventListener("change", () => act(async () => fact && show(fact.id)));
$("note").addEventListener("change", () => keepNote());
window.addEventListener("pagehide", () => keepNote({ keepalive: true }));

act(() => reload(null));
