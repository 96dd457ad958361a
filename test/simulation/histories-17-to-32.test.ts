import { liveThrough } from "./live-through.ts";

liveThrough({ from: 17, to: 32 });
