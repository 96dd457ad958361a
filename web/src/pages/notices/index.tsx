import { useMe } from "../../api/queries.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { noticesHelp } from "./help.tsx";
import { NoticesTable } from "./notices-table.tsx";

const frame = {
  title: "Notification log",
  crumbs: [{ text: "Notification log", href: "/admin/notices" }],
  help: noticesHelp,
};

/** Who was told what, and whether it arrived. */
export const NoticesPage = () => {
  useFrame(frame);
  const me = useMe().data;
  if (!me) return null;
  return me.personas.admin || me.personas.auditor ? <NoticesTable /> : <MayNotSee who="admins and auditors" />;
};
