import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe } from "../../api/queries.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { FindingsTable } from "./findings-table.tsx";
import { Fuse } from "./fuse.tsx";
import { driftHelp } from "./help.tsx";

const frame = { title: "Drift", crumbs: [{ text: "Drift", href: "/admin/drift" }], help: driftHelp };

/** What AWS holds that Stint did not make, where Stint looks for it. */
export const DriftPage = () => {
  useFrame(frame);
  const me = useMe().data;
  if (!me) return null;
  if (!me.personas.admin && !me.personas.auditor) return <MayNotSee who="admins and auditors" />;
  return (
    <SpaceBetween size="l">
      <Fuse />
      <FindingsTable />
    </SpaceBetween>
  );
};
