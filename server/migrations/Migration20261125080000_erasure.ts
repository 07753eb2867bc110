import { Migration } from '@mikro-orm/migrations'

/**
 * Erasure: totals stay, the person goes. It knows the tables of every feature that keeps something of a person; what is sealed (minutes that were issued, the
 * ledger) stays under the bare id. Being the owner's, it may do what the application's role may not.
 */
export class Migration20261125080000_erasure extends Migration {
  override up(): void {
    this.addSql(`
-- A name stands in details as a whole value; what merely contains it is a sentence about something else.
create function without_person(details jsonb, name text, phone text) returns jsonb language sql immutable set search_path = pg_catalog as $$
  select replace(replace(replace(case when phone is null then details::text else replace(details::text, phone, '—') end,
    ': ' || n, ': "—"'), '[' || n, '["—"'), ', ' || n, ', "—"')::jsonb from (select to_json(name)::text as n) quoted
$$;

-- Places to come are given back, and whoever waits moves up and is told.
create function leave_activities(who uuid, at timestamptz) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  left_role uuid;
begin
  if to_regclass('public.sign_ups') is null then
    return;
  end if;
  for left_role in select s.role_id from sign_ups s join activity_roles r on r.id = s.role_id where s.person_id = who and s.stage in ('ASKED','PLACED','QUEUED') and r.closes_at > at order by s.role_id loop
    perform 1 from activity_roles where id = left_role for no key update;
    update sign_ups set stage = 'WITHDRAWN', position = null, updated_at = at where role_id = left_role and person_id = who and stage in ('ASKED','PLACED','QUEUED');
    with moved as (
      update sign_ups set stage = 'PLACED', position = null, placed_at = at, updated_at = at
        where id in (select id from sign_ups where role_id = left_role and stage = 'QUEUED' order by position limit (select greatest(places - taken, 0) from activity_roles where id = left_role))
        returning person_id, activity_id
    ), told as (
      insert into notices (id, person_id, kind, subject_type, subject_id, details, created_at)
        select gen_random_uuid(), coalesce(p.guardian_id, p.id), 'SIGN_UP_PLACED', 'Activity', a.id,
          jsonb_build_object('title', a.title, 'startsAt', to_char(a.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), at
        from moved join people p on p.id = moved.person_id join activities a on a.id = moved.activity_id
        returning id, person_id
    )
    select null from (select pg_notify('notices', person_id || ' ' || id) from told) said into left_role;
  end loop;
end $$;

create function erase_person(who uuid, at timestamptz) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  person people;
  places uuid[];
  own uuid[];
  child uuid;
begin
  select * into person from people where id = who and erased_at is null for update;
  if not found then
    return;
  end if;
  -- Children have nobody left who speaks for them here.
  for child in select id from people where guardian_id = who and erased_at is null order by id loop
    perform erase_person(child, at);
  end loop;
  perform leave_activities(who, at);

  -- Where the name can only be this person's: the unit and the community, what is above them, and where they had a role.
  select array_agg(distinct c.ancestor_id) into places from organization_closure c
    where c.descendant_id in (person.home_unit_id, person.residence_community_id) or c.descendant_id in (select organization_id from role_assignments where person_id = who);
  select array_agg(id) into own from (
    select who as id union all select id from registrations where person_id = who union all select id from consents where person_id = who
    union all select id from identity_documents where person_id = who union all select id from unmaskings where person_id = who
    union all select id from service_logs where person_id = who) mine;

  update people set name = '—', phone = null, password_hash = null, party_member = null, home_unit_id = null, residence_community_id = null, guardian_id = null, born_year = null,
    locked_until = null, disabled_at = coalesce(disabled_at, at), erased_at = at where id = who;
  update sessions set ended_at = at where person_id = who and ended_at is null;
  update role_assignments set revoked_at = at where person_id = who and revoked_at is null;
  delete from idempotency_keys where person_id = who;

  update consents set withdrawn_at = at where person_id = who and withdrawn_at is null;
  update identity_documents set kind = null, masked_number = null, sealed_number = null, wiped_at = at, updated_at = at where person_id = who;
  update unmaskings set purpose = '—' where person_id = who;
  update registrations set stage = 'ENDED', end_reason = 'LEFT', ended_at = at where person_id = who and stage in ('WAITING','CONFIRMED');
  update registrations set reason = '' where person_id = who;

  update service_logs set words = '—', reason = null, stage = case when stage in ('WAITING','HELD') then 'WITHDRAWN' else stage end, version = version + 1, updated_at = at where person_id = who;
  update service_rechecks set note = '' where record_id in (select id from service_records where person_id = who);
  if to_regclass('public.sign_ups') is not null then
    own := own || coalesce((select array_agg(id) from sign_ups where person_id = who), '{}') || coalesce((select array_agg(id) from wishes where person_id = who), '{}');
    update sign_ups set reason = null where person_id = who and reason is not null;
    update wishes set title = '—', words = '', answer = case when answer is null then null else '—' end where person_id = who;
    update activities set speaker = '—' where speaker = person.name and community_id = any(places);
    update adults_in_charge a set name = '—' from activities of where of.id = a.activity_id and a.name = person.name and of.community_id = any(places);
  end if;

  delete from service_profiles where person_id = who;

  -- What they uploaded and nobody needs loses its name at once and its bytes with the nightly sweep.
  update attachments set attached_to_type = null, attached_to_id = null, attached_at = null, parties = '{}' where attached_to_id = any(own) and removed_at is null;
  update attachments set name = '-' where uploaded_by_id = who and attached_to_id is null;

  delete from notices where person_id = who;
  -- Of others: what is about this person, what this person did with a document, and what they agreed to for a unit.
  update notices set details = case subject_type when 'Wish' then '{}' else without_person(details, person.name, person.phone) end where subject_id = any(own)
    or (kind = 'DOCUMENT_UNMASKED' and subject_id in (select document_id from unmaskings where by_id = who))
    or (kind = 'PROXY_RECORDED' and subject_id in (select subject_id from proxy_records where agreed_by = person.name and organization_id = any(places)));
  delete from certificate_issuers where community_id = any(places) and (person.name in (responsible, handler) or telephone = person.phone);
  update invitations i set name = '—' || left(md5(i.id::text), 4) from joint_meetings m where m.id = i.meeting_id and i.name = person.name and m.convener_id = any(places);
  update invitations i set substitute = '—' from joint_meetings m where m.id = i.meeting_id and i.substitute = person.name and m.convener_id = any(places);
  update joint_meetings set chair = '—' where chair = person.name and convener_id = any(places);
  update proxy_records set agreed_by = '—' where agreed_by = person.name and organization_id = any(places);
  update needs set contact_name = '—', contact_phone = '—' where contact_phone = person.phone;
  update resources set contact_name = '—', contact_phone = '—' where contact_phone = person.phone;

  update audit_events set details = '{}' where subject_id = any(own) or (person_id = who and details::text like '%"words"%');
  update audit_events set details = without_person(details, person.name, person.phone)
    where details <> '{}' and (person_id = who or organization_id = any(places) or parties && places or details::text like '%' || person.phone || '%') and details::text like any (array['%' || person.phone || '%', '%' || person.name || '%']);
end $$;

revoke all on function erase_person(uuid, timestamptz), leave_activities(uuid, timestamptz), without_person(jsonb, text, text) from public;
grant execute on function erase_person(uuid, timestamptz), leave_activities(uuid, timestamptz) to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql('drop function erase_person(uuid, timestamptz); drop function leave_activities(uuid, timestamptz); drop function without_person(jsonb, text, text);')
  }
}
