import { useMe } from "../../api/queries.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { systemHelp } from "./help.tsx";
import { SystemView } from "./system-view.tsx";

const frame = { title: "System health", crumbs: [{ text: "System health", href: "/admin/system" }], help: systemHelp };

/** How the work stands, and what is not well. */
export const SystemPage = () => {
  useFrame(frame);
  const me = useMe().data;
  if (!me) return null;
  return me.personas.admin || me.personas.auditor ? <SystemView /> : <MayNotSee who="admins and auditors" />;
};
