// The first choice of a clock goes with the city of its form: it says which one that is as soon as a city is picked.
const clockOf = (field) => field.form?.querySelector(`select[data-clock-of="${CSS.escape(field.name)}"]`);

function zoneOf(field) {
  const said = field.value.trim();
  return [...(field.list?.options ?? [])].find((one) => one.value === said)?.dataset.zone?.replaceAll("_", " ");
}

document.addEventListener("input", (event) => {
  const field = event.target;
  const clock = field.name && clockOf(field);
  if (!clock) return;
  const { inCity, inClub, inSomeCity } = clock.dataset;
  const zone = zoneOf(field);
  clock.options[0].text = zone ? inCity.replace("{zone}", zone) : field.value.trim() ? inSomeCity : inClub;
});

// A name that was typed to its end before the names came is known as they come; one that was picked stays known.
document.addEventListener("htmx:afterSwap", (event) => {
  const field = event.detail.requestConfig?.elt;
  const zone = field?.list && zoneOf(field);
  const clock = zone && clockOf(field);
  if (clock) clock.options[0].text = clock.dataset.inCity.replace("{zone}", zone);
});
