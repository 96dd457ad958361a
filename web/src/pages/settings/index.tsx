import { useMe } from "../../api/queries.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { settingsHelp } from "./help.tsx";
import { SettingsView } from "./settings-view.tsx";

const frame = { title: "Settings", crumbs: [{ text: "Settings", href: "/admin/settings" }], help: settingsHelp };

/** What admins decide for everybody. */
export const SettingsPage = () => {
  useFrame(frame);
  const me = useMe().data;
  if (!me) return null;
  return me.personas.admin || me.personas.auditor ? <SettingsView /> : <MayNotSee who="admins and auditors" />;
};
