// The words of the page, as the house wrote them in its reader's language: `<template id="door-words">`.
const words = document.getElementById("door-words").content;
const rules = new Intl.PluralRules(document.documentElement.lang);
const SAMPLES = { one: 1, two: 2, few: 3 }; // each with the form of its number; any other reads as 5 does

export function say(name, values = {}) {
  const text = words.querySelector(`[data-word="${name}"]`).textContent.trim();
  return text.replace(/\{(\w+)\}/g, (_, value) => values[value] ?? "");
}

export function count(name, number) {
  const sample = SAMPLES[rules.select(number)] ?? 5;
  return words.querySelector(`[data-word="${name}"][data-count="${sample}"]`).textContent.trim().replace(sample, number);
}

export function clock(zone) {
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (at) => shown.format(at).replace(":", ".");
}
