// Where no time zone has been chosen yet, the browser's own is the likeliest. It stands in the form, to be seen and changed.

/** Browsers still tell these by names that the tz database has given up. */
const RENAMED = {
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
};

for (const field of document.querySelectorAll("select[data-follows-browser]")) {
  const told = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const own = RENAMED[told] ?? told;
  if (!field.value && [...field.options].some(({ value }) => value === own)) field.value = own;
}
