// Where no time zone has been chosen yet, the browser's own is the likeliest. It stands in the form, to be seen and changed.

for (const field of document.querySelectorAll("select[data-follows-browser]")) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!field.value && [...field.options].some(({ value }) => value === own)) field.value = own;
}
