// Reads calendars with ical.js, the parser of Thunderbird and Nextcloud.
// The folder of node_modules is the argument; a feed comes in, its entries go out as JSON.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const library = join(process.argv[2], "node_modules", "ical.js", "dist", "ical.js");
const { default: ICAL } = await import(pathToFileURL(library));

function moment(component, name) {
  const time = component.getFirstPropertyValue(name);
  if (time && !time.isDate && time.zone.tzid !== "UTC") throw new Error(`${name} in no zone: ${time}`);
  return time && time.toString();
}

function item(component) {
  const text = (name) => String(component.getFirstPropertyValue(name) ?? "");
  const categories = component.getAllProperties("categories").flatMap((each) => each.getValues());
  const alarms = component
    .getAllSubcomponents("valarm")
    .map((each) => [
      each.getFirstPropertyValue("trigger").toSeconds(),
      each.getFirstPropertyValue("description"),
    ]);
  return {
    ...Object.fromEntries(
      ["uid", "summary", "description", "location", "url", "status"].map((name) => [name, text(name)]),
    ),
    component: component.name.toUpperCase(),
    start: moment(component, "dtstart"),
    end: moment(component, component.name === "vtodo" ? "due" : "dtend"),
    completed: moment(component, "completed"),
    sequence: Number(text("sequence")),
    related: text("related-to"),
    categories,
    alarms,
  };
}

const parsed = ICAL.parse(readFileSync(0, "utf8"));
if (parsed[0] !== "vcalendar") throw new Error("not one calendar");
console.log(JSON.stringify(new ICAL.Component(parsed).getAllSubcomponents().map(item)));
