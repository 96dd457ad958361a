import SpaceBetween from "@cloudscape-design/components/space-between";
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "../../api/queries.ts";
import { MayNotSee } from "../../parts/may-not-see.tsx";
import { scopeInAddress } from "../../parts/stop-address.ts";
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
  const inAddress = scopeInAddress(useLocation().searchStr);
  const [asked, setAsked] = useState(inAddress);
  // The list below writes its filters into the address, which is no wish to begin the form anew.
  if (inAddress && (inAddress.kind !== asked?.kind || inAddress.id !== asked.id)) setAsked(inAddress);
  if (!me) return null;
  if (!me.personas.admin && !me.personas.auditor) return <MayNotSee who="admins and auditors" />;
  return (
    <SpaceBetween size="xl">
      {me.abilities.stopInEmergency ? <StopForm key={asked && `${asked.kind} ${asked.id}`} asked={asked} /> : null}
      <StopsTable mayStop={me.abilities.stopInEmergency} />
    </SpaceBetween>
  );
};
