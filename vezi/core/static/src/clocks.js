// The first choice of a clock goes with the city of its form: it says which one that is as soon as a city is picked.
function follow(field) {
  const clock = field.form?.querySelector(`select[data-clock-of="${CSS.escape(field.name)}"]`);
  if (!clock) return;
  const said = field.value.trim();
  const city = [...(field.list?.options ?? [])].find((one) => one.value === said);
  const { inCity, inClub, inSomeCity } = clock.dataset;
  const zone = city?.dataset.zone?.replaceAll("_", " ");
  clock.options[0].text = zone ? inCity.replace("{zone}", zone) : said ? inSomeCity : inClub;
}

document.addEventListener("input", (event) => event.target.name && follow(event.target));

// What was typed to its end before the names came is known as they come.
document.addEventListener("htmx:afterSwap", (event) => {
  const field = event.detail.requestConfig?.elt;
  if (field?.list) follow(field);
});
