import { liveThrough } from "./live-through.ts";

liveThrough({ from: 121, to: 160 });
