import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe } from "../../api/queries.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { useFrame } from "../../shell/frame.tsx";
import { emergencyStopHelp } from "./help.tsx";
import { StopForm } from "./stop-form.tsx";
import { StopsTable } from "./stops-table.tsx";

const frame = {
  title: "Emergency stop",
  crumbs: [{ text: "Emergency stop", href: "/admin/emergency-stop" }],
  help: emergencyStopHelp,
};

/** Ends everything for a person, an account, a permission set, or altogether; and what became of each stop. */
export const EmergencyStopPage = () => {
  useFrame(frame);
  const me = useMe().data;
  if (!me) return null;
  if (!me.personas.admin && !me.personas.auditor) return <MayNotSee who="admins and auditors" />;
  return (
    <SpaceBetween size="xl">
      {me.abilities.stopInEmergency ? <StopForm /> : null}
      <StopsTable mayStop={me.abilities.stopInEmergency} />
    </SpaceBetween>
  );
};
