import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import type { ReactNode } from "react";

/** The place of the activity while there are no events to show. */
export const ActivityFrame = ({ children }: { children: ReactNode }) => (
  <Container header={<Header variant="h2">Activity</Header>}>{children}</Container>
);
