import { Migration } from '@mikro-orm/migrations'

/**
 * Runs become jobs: they wait, say how far they are, and may fail. Runs that a change or the night started have nobody who pressed; those of the
 * night are of the whole tree below an organization instead of an alliance. What a run moves remembers the run and why. What has changed waits in
 * `match_changes` until the next re-optimisation takes it.
 */
export class Migration20261126020000_match_runs extends Migration {
  override up(): void {
    this.addSql(`
alter table match_runs
  alter alliance_id drop not null,
  alter run_by_id drop not null,
  alter finished_at drop not null,
  alter need_count drop not null,
  alter resource_count drop not null,
  alter value drop not null,
  alter bound drop not null,
  add organization_id uuid references organizations,
  add cause text not null default 'PRESSED' constraint match_runs_cause check (cause in ('PRESSED','CHANGED','NIGHTLY')),
  add changes jsonb not null default '[]',
  add status text not null default 'DONE' constraint match_runs_status check (status in ('QUEUED','RUNNING','DONE','FAILED')),
  add progress integer not null default 1000 constraint match_runs_progress check (progress between 0 and 1000),
  add failure text constraint match_runs_failure check (failure in ('CHECK_FAILED','ENGINE_FAILED','INTERRUPTED')),
  add constraint match_runs_of_one check (num_nonnulls(alliance_id, organization_id) = 1),
  add constraint match_runs_pressed check ((cause = 'PRESSED') = (run_by_id is not null)),
  add constraint match_runs_failed check ((status = 'FAILED') = (failure is not null)),
  add constraint match_runs_done check (status <> 'DONE' or num_nulls(finished_at, need_count, resource_count, value, bound) = 0);
alter table match_runs alter cause drop default, alter status drop default, alter progress set default 0;
-- One run of the same waits or goes at a time: pressed twice is one run.
create unique index match_runs_going on match_runs (coalesce(alliance_id, organization_id)) where status in ('QUEUED','RUNNING');
create index match_runs_of_organization on match_runs (organization_id, started_at desc, id desc) where organization_id is not null;

alter table match_proposals
  add superseded_at timestamptz,
  add superseded_why jsonb,
  add superseded_by_run_id uuid references match_runs;
create index match_proposals_moved on match_proposals (superseded_by_run_id, id) where superseded_by_run_id is not null;

create table match_changes (
  id uuid primary key,
  need_id uuid references needs,
  resource_id uuid references resources,
  kind text not null constraint match_changes_kind check (kind in ('PUBLISHED','REVISED','WITHDRAWN','CONFIRMED','DECLINED','ENDED','ADJUSTED','FREED')),
  at timestamptz not null,
  taken_at timestamptz,
  constraint match_changes_of_one check (num_nonnulls(need_id, resource_id) = 1)
);
create index match_changes_waiting on match_changes (id) where taken_at is null;
grant select, insert, update (taken_at) on match_changes to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql(`
drop table match_changes;
alter table match_proposals drop superseded_at, drop superseded_why, drop superseded_by_run_id;
delete from match_obstacles where run_id in (select id from match_runs where status <> 'DONE' or cause <> 'PRESSED' or alliance_id is null);
update match_proposals set run_id = null where run_id in (select id from match_runs where status <> 'DONE' or cause <> 'PRESSED' or alliance_id is null);
delete from match_runs where status <> 'DONE' or cause <> 'PRESSED' or alliance_id is null;
drop index match_runs_going, match_runs_of_organization;
alter table match_runs
  alter alliance_id set not null,
  alter run_by_id set not null,
  alter finished_at set not null,
  alter need_count set not null,
  alter resource_count set not null,
  alter value set not null,
  alter bound set not null,
  drop organization_id, drop cause, drop changes, drop status, drop progress, drop failure;`)
  }
}
