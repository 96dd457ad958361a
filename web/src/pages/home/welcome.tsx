import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useRequests } from "../../api/queries.ts";

/** For who has never asked for anything: what to do. Shown to nobody else. */
export const Welcome = () => {
  const mine = useRequests({ view: "mine", limit: "1" });
  if (!mine.data || mine.data.items.length > 0) return null;
  return (
    <Container header={<Header variant="h2">Access for as long as you need it</Header>}>
      <Box variant="p">You have not asked for access yet. This is how it goes:</Box>
      <ol>
        <li>Ask for a role in one or more accounts, for a while, and say why.</li>
        <li>Somebody approves, or policy does at once. You follow it here, and by mail.</li>
        <li>Use it: AWS console or CLI, from here or from the access portal. When its time is up, it is gone.</li>
      </ol>
      <Button href="/ask">Ask for access</Button>
    </Container>
  );
};
