import { inZone } from "./time.tsx";

const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** A sentence of the server with its instants as the person reads them: in their zone. */
export const spokenInstants = (text: string): string => text.replaceAll(instant, inZone);
