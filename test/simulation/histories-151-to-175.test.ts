import { liveThrough } from "./live-through.ts";

liveThrough({ from: 151, to: 175 });
