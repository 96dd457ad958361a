// How far access outlived its window is counted by the database itself, so that no crash loses an outlier; and work that goes on later
// knows the trace of the call that caused it.
import { type Kysely, sql } from "kysely";

const bounds = "{0.25,0.5,1,2,5,10,30,60,120,300,900,3600,14400,86400}";

/** Seconds from when access had to end until AWS confirmed that nothing of it is left. */
const secondsOver = (grant: string) =>
  sql.raw(`greatest(0, extract(epoch from ${grant}.ended_at - case when ${grant}.end_reason = 'elapsed'
    then ${grant}.ends_at else least(${grant}.ends_at, ${grant}.end_asked_at) end))::float8`);

const place = sql.raw("1 + (select count(*)::int from unnest(bounds) as bound where bound < over_seconds)");

export const up = async (db: Kysely<unknown>) => {
  await sql`alter table requests add column trace_parent text`.execute(db);
  await sql`alter table assignments add column trace_parent text`.execute(db);
  // One row, so that whoever ends several grants at once takes one lock. A scheduled grant that ends, and one whose assignment stays for
  // another's sake, removed nothing and are not counted.
  await sql`
    create table grant_overruns (
      id integer primary key check (id = 1), bounds float8[] not null, elapsed integer[] not null, early integer[] not null,
      elapsed_seconds float8 not null default 0, early_seconds float8 not null default 0
    )`.execute(db);
  await sql`
    insert into grant_overruns (id, bounds, elapsed, early)
    select 1, ${bounds}::float8[], nothing, nothing
    from (select array_fill(0, array[1 + cardinality(${bounds}::float8[])]) as nothing) as fresh`.execute(db);
  await sql`
    with past as (
      select g.end_reason = 'elapsed' as is_elapsed, ${secondsOver("g")} as over_seconds from grants g
      where ended_at is not null and end_asked_at is not null and kept is null
        and not (state = 'ended' and activated_at is null and ended_at = end_asked_at)
    ), placed as (
      select is_elapsed, over_seconds, ${place} as place from past, grant_overruns
    ), counted as (
      select array_agg(elapsed order by place) as elapsed, array_agg(early order by place) as early from (
        select place, count(*) filter (where is_elapsed)::int as elapsed, count(*) filter (where not is_elapsed)::int as early
        from generate_series(1, (select cardinality(elapsed) from grant_overruns)) as place
        left join placed using (place) group by place) as each
    )
    update grant_overruns set elapsed = counted.elapsed, early = counted.early,
      elapsed_seconds = coalesce((select sum(over_seconds) from placed where is_elapsed), 0),
      early_seconds = coalesce((select sum(over_seconds) from placed where not is_elapsed), 0)
    from counted`.execute(db);
  await sql`
    create function grant_tells_overrun() returns trigger language plpgsql as $$
    declare over_seconds float8 := ${secondsOver("new")};
    begin
      if new.end_reason = 'elapsed' then
        update grant_overruns set elapsed_seconds = elapsed_seconds + over_seconds, elapsed[${place}] = elapsed[${place}] + 1;
      else
        update grant_overruns set early_seconds = early_seconds + over_seconds, early[${place}] = early[${place}] + 1;
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger grants_tell_overrun after update on grants for each row
    when (old.state = 'ending' and new.state in ('ended', 'failed') and new.kept is null)
    execute function grant_tells_overrun()`.execute(db);
};
