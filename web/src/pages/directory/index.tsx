import { useMe } from "../../api/queries.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { DirectoryView } from "./directory-view.tsx";
import { directoryHelp } from "./help.tsx";

const frame = { title: "Directory", crumbs: [{ text: "Directory", href: "/admin/directory" }], help: directoryHelp };

/** The mirror of the organisation, and how fresh it is. */
export const DirectoryPage = () => {
  useFrame(frame);
  const me = useMe().data;
  if (!me) return null;
  return me.personas.admin || me.personas.auditor ? <DirectoryView /> : <MayNotSee who="admins and auditors" />;
};
