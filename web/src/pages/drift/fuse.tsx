import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useDrift, useResettingFuse } from "../../api/drift.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { Time } from "../../parts/time.tsx";
import { useTell } from "../../shell/flashes.tsx";

/** Shown while nothing is removed by the settings because it would be too much at once. */
export const Fuse = () => {
  const { data } = useDrift();
  const resetting = useResettingFuse();
  const tell = useTell();
  if (!data?.fuseBlownAt) return null;
  const reset = () =>
    resetting.mutate(undefined, {
      onSuccess: () => tell({ type: "success", content: "The fuse is reset. Stint looks again within a minute." }),
    });
  return (
    <>
      {resetting.error ? <ProblemAlert problem={resetting.error} /> : null}
      <Alert
        type="error"
        header="The fuse is blown: Stint removes nothing by itself"
        action={
          data.abilities.resetFuse ? (
            <Button loading={resetting.isPending} onClick={reset}>
              Reset the fuse
            </Button>
          ) : undefined
        }
      >
        More was found than the settings let it remove within a day, <Time at={data.fuseBlownAt} />. Look whether a
        permission set was marked by mistake. What is meant to be there let stay, what is not take away, or raise the
        number in the settings; then reset the fuse.
      </Alert>
    </>
  );
};
