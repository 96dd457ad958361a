import type { RequestInput } from "../../api/shapes.ts";
import { spokenDuration } from "../../parts/duration.ts";
import { Time } from "../../parts/time.tsx";

const minuteMs = 60_000;

/** From when until when access would last. */
export const Period = ({ form, approvalRequired }: { form: RequestInput; approvalRequired: boolean }) => {
  const { startsAt, durationMinutes } = form;
  if (!startsAt)
    return approvalRequired
      ? `For ${spokenDuration(durationMinutes)} from the last approval, however late it comes`
      : `For ${spokenDuration(durationMinutes)} from now`;
  const endsAt = new Date(Date.parse(startsAt) + durationMinutes * minuteMs);
  if (Number.isNaN(endsAt.getTime())) return "—";
  return (
    <>
      <div>
        From <Time at={startsAt} />
      </div>
      <div>
        until <Time at={endsAt.toISOString()} />
      </div>
      {approvalRequired ? <div>Approved later than that, it lasts as long from then.</div> : null}
    </>
  );
};
