import { Migration } from '@mikro-orm/migrations'

/**
 * The ledger of service: records that are never changed, chained by hash per community, their totals, the anchors of the chains, and what
 * checks and re-checks found. Position, link and hash of a record are given by the database: whoever inserts cannot choose them.
 */
export class Migration20261125030000_ledger extends Migration {
  override up(): void {
    this.addSql(`
create table service_chains (
  community_id uuid primary key references organizations,
  length integer not null,
  head_hash bytea not null
);

create table service_records (
  id uuid primary key,
  community_id uuid not null references organizations,
  seq integer not null constraint service_records_seq check (seq > 0),
  person_id uuid not null references people,
  minutes integer not null,
  served_on date not null,
  field text not null constraint service_records_field check (field in ('CIVILITY','LEGAL_ADVICE','SCIENCE','ENVIRONMENT','ELDERLY','DISABLED','POVERTY')),
  words_digest bytea not null constraint service_records_words check (length(words_digest) = 32),
  kind text not null constraint service_records_kind check (kind in ('SERVICE','REVERSAL','CORRECTION')),
  log_id uuid references service_logs,
  corrects_id uuid references service_records,
  reason text constraint service_records_reason check (length(reason) between 1 and 200),
  recorded_by_id uuid not null references people,
  recorded_at timestamptz not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint service_records_place unique (community_id, seq),
  constraint service_records_minutes check (case kind when 'REVERSAL' then minutes between -1440 and -1 else minutes between 1 and 1440 end),
  constraint service_records_corrects check (case kind when 'SERVICE' then corrects_id is null else corrects_id is not null and reason is not null end)
);
create index service_records_of on service_records (person_id, served_on desc, id desc);
create unique index "RECORD_CORRECTED_ALREADY" on service_records (corrects_id, kind);
create unique index service_records_log on service_records (log_id) where kind = 'SERVICE';
create index service_records_recorded on service_records using brin (recorded_at);

create table service_totals (
  community_id uuid not null references organizations,
  year smallint not null,
  minutes bigint not null constraint service_totals_minutes check (minutes >= 0),
  records integer not null constraint service_totals_records check (records >= 0),
  primary key (community_id, year)
);
create table service_person_totals (
  person_id uuid not null references people,
  community_id uuid not null references organizations,
  year smallint not null,
  minutes integer not null constraint service_person_totals_minutes check (minutes >= 0),
  records integer not null constraint service_person_totals_records check (records >= 0),
  primary key (person_id, community_id, year)
);
create index service_person_totals_at on service_person_totals (community_id, year);

-- What is hashed of a record; the checker has code of its own for it (features/service/record-text.ts).
create function service_record_text(r service_records) returns text language sql stable set search_path = pg_catalog, public as $$
  select concat_ws(E'\\n', 'service-record 1', r.community_id, r.seq, encode(r.previous_hash, 'hex'), r.id, r.person_id, r.minutes, to_char(r.served_on, 'YYYY-MM-DD'), r.field,
    encode(r.words_digest, 'hex'), r.kind, coalesce(r.log_id::text, '-'), coalesce(r.corrects_id::text, '-'), r.recorded_by_id,
    to_char(r.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), coalesce('=' || r.reason, '-'))
$$;

-- The head of the chain is locked until the commit, so that records of one community stand in one line without gaps. pg_temp comes last:
-- nobody's temporary table may stand for the chain.
create function service_records_chain() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  head service_chains;
  original service_records;
begin
  select * into head from service_chains where community_id = new.community_id for no key update;
  if not found then
    insert into service_chains values (new.community_id, 0, sha256(convert_to('service-chain 1' || E'\\n' || new.community_id, 'UTF8'))) on conflict do nothing;
    select * into head from service_chains where community_id = new.community_id for no key update;
  end if;
  if new.corrects_id is not null then
    select * into original from service_records where id = new.corrects_id;
    if original.id is null or original.kind = 'REVERSAL'
      or (original.community_id, original.person_id, original.served_on, original.field) is distinct from (new.community_id, new.person_id, new.served_on, new.field)
      or (new.kind = 'REVERSAL' and new.minutes <> - original.minutes) then
      raise exception 'a counter-entry mirrors what it corrects' using errcode = 'check_violation', constraint = 'service_records_mirror';
    end if;
  end if;
  new.seq := head.length + 1;
  new.previous_hash := head.head_hash;
  new.hash := sha256(convert_to(service_record_text(new), 'UTF8'));
  update service_chains set length = new.seq, head_hash = new.hash where community_id = new.community_id;
  return new;
end $$;
create trigger service_records_chain before insert on service_records for each row execute function service_records_chain();

create function service_records_add() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- What it finds cannot change under it: the chains are locked.
  merge into service_totals t using (select community_id, extract(year from served_on)::smallint as year, sum(minutes) as minutes, sum(case kind when 'REVERSAL' then -1 else 1 end) as records
      from added group by 1, 2) n on t.community_id = n.community_id and t.year = n.year
    when matched then update set minutes = t.minutes + n.minutes, records = t.records + n.records
    when not matched then insert (community_id, year, minutes, records) values (n.community_id, n.year, n.minutes, n.records);
  merge into service_person_totals t using (select person_id, community_id, extract(year from served_on)::smallint as year, sum(minutes) as minutes, sum(case kind when 'REVERSAL' then -1 else 1 end) as records
      from added group by 1, 2, 3) n on t.person_id = n.person_id and t.community_id = n.community_id and t.year = n.year
    when matched then update set minutes = t.minutes + n.minutes, records = t.records + n.records
    when not matched then insert (person_id, community_id, year, minutes, records) values (n.person_id, n.community_id, n.year, n.minutes, n.records);
  return null;
end $$;
create trigger service_records_add after insert on service_records referencing new table as added for each statement execute function service_records_add();

-- One row per chain that had grown: its new hashes, under a code whose key the database does not hold.
create table service_anchors (
  number bigint primary key,
  community_id uuid not null references organizations,
  from_seq integer not null,
  to_seq integer not null,
  hashes bytea not null,
  at timestamptz not null,
  previous_mac bytea not null,
  mac bytea not null,
  constraint service_anchors_place unique (community_id, from_seq),
  constraint service_anchors_hashes check (from_seq between 1 and to_seq and length(hashes) = 32 * (to_seq - from_seq + 1))
);

create function service_ledger_stays() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is only added to' using errcode = 'check_violation', constraint = 'service_ledger_stays';
end $$;
create trigger service_records_stay before update or delete on service_records for each row execute function service_ledger_stays();
create trigger service_records_stay_whole before truncate on service_records for each statement execute function service_ledger_stays();
create trigger service_anchors_stay before update or delete on service_anchors for each row execute function service_ledger_stays();
create trigger service_anchors_stay_whole before truncate on service_anchors for each statement execute function service_ledger_stays();

create table service_checks (
  id uuid primary key,
  community_id uuid not null references organizations,
  asked_by_id uuid references people,
  at timestamptz not null,
  records integer not null,
  covered_to integer not null,
  covered_at timestamptz,
  uncovered integer not null,
  first_bad_seq integer,
  problem text constraint service_checks_problem check (problem in ('ALTERED','MISSING','OUT_OF_ORDER','ANCHOR_MISSING','ANCHOR_ALTERED','TOTALS_DIFFER')),
  constraint service_checks_bad check (problem is not null or first_bad_seq is null)
);
create index service_checks_of on service_checks (community_id, at desc, id desc);

create table service_rechecks (
  id uuid primary key,
  record_id uuid not null unique references service_records,
  community_id uuid not null references organizations,
  month date not null constraint service_rechecks_month check (extract(day from month) = 1),
  recorded_by_id uuid not null references people,
  result text constraint service_rechecks_result check (result in ('RIGHT','WRONG')),
  note text not null default '' constraint service_rechecks_note check (length(note) <= 200),
  checked_at timestamptz,
  checked_by_id uuid references people,
  created_at timestamptz not null,
  constraint service_rechecks_checked check ((result is null) = (checked_at is null) and (result is null) = (checked_by_id is null)),
  constraint "RECHECKED_BY_ANOTHER" check (checked_by_id is distinct from recorded_by_id)
);
create index service_rechecks_of on service_rechecks (community_id, month desc, id desc);

grant select, insert on service_records, service_anchors, service_checks, service_rechecks to red_alliance_app;
grant update (result, note, checked_at, checked_by_id) on service_rechecks to red_alliance_app;
grant select on service_chains, service_totals, service_person_totals to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql(`drop table service_rechecks, service_checks, service_anchors, service_person_totals, service_totals;
drop function service_record_text(service_records);
drop table service_records, service_chains;
drop function service_records_chain(), service_records_add(), service_ledger_stays();`)
  }
}
