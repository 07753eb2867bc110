import { Migration } from '@mikro-orm/migrations'

/** Changes that are asked of whoever can make them, so that a need is met. */
export class Migration20261126050000_adjustments extends Migration {
  override up(): void {
    this.addSql(`
create table adjustments (
  id uuid primary key,
  need_id uuid not null references needs,
  resource_id uuid references resources,
  need_owner_id uuid not null references organizations,
  asked_id uuid not null references organizations,
  proposer_id uuid not null references organizations,
  proposed_by_id uuid not null references people,
  kind text not null constraint adjustments_kind check (kind in ('WINDOWS','PERIOD','QUANTITY_MORE','AUDIENCE','NEED_WINDOWS','NEED_QUANTITY','NEED_DISTANCE','SCOPE')),
  change jsonb not null,
  gain integer not null constraint adjustments_gain check (gain > 0),
  moved smallint not null,
  kept integer not null,
  stage text not null constraint adjustments_stage check (stage in ('OPEN','ACCEPTED','DECLINED','WITHDRAWN','EXPIRED')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  answered_by_id uuid references people,
  proxy_record_id uuid references proxy_records,
  decline_reason text constraint adjustments_reason check (decline_reason in ('TIME_UNSUITABLE','QUANTITY_TOO_LARGE','OTHERWISE_ARRANGED','SAFETY','OTHER')),
  decline_note text,
  constraint adjustments_of check ((resource_id is null) = (kind in ('NEED_WINDOWS','NEED_QUANTITY','NEED_DISTANCE','SCOPE'))),
  constraint adjustments_answered check ((stage in ('ACCEPTED','DECLINED')) = (answered_at is not null) and (stage = 'DECLINED') = (decline_reason is not null))
);
create unique index "ADJUSTMENT_ALREADY" on adjustments (need_id, coalesce(resource_id, need_id), kind) where stage = 'OPEN';
create index adjustments_need on adjustments (need_id, created_at desc, id desc);
create index adjustments_resource on adjustments (resource_id, created_at desc, id desc);
create index adjustments_asked on adjustments (asked_id, created_at desc, id desc);
create index adjustments_proposer on adjustments (proposer_id, created_at desc, id desc);
create index adjustments_newest on adjustments (created_at desc, id desc);
grant select, insert, update on adjustments to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql('drop table adjustments;')
  }
}
