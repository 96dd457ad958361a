import { useSearch } from "@tanstack/react-router";
import { useMe } from "../../api/queries.ts";
import { useFrame } from "../../shell/frame.tsx";
import { GrantsTable } from "./grants-table.tsx";
import { accessHelp } from "./help.tsx";
import { TimelineView } from "./timeline/timeline-view.tsx";

const frame = { title: "Access", crumbs: [{ text: "Access", href: "/access" }], help: accessHelp };

/** Access by view. View, filters, period and page are in the address. */
export const AccessPage = () => {
  useFrame(frame);
  const me = useMe().data;
  const { view } = useSearch({ strict: false }) as { view?: string };
  if (!me) return null;
  if (view === "timeline") return <TimelineView me={me} />;
  const shown = view === "ended" ? "ended" : "active";
  return <GrantsTable key={shown} me={me} view={shown} />;
};
