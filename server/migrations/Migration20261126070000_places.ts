import { Migration } from '@mikro-orm/migrations'

/**
 * Numbers of the places that a project has (车位 3–8 号), while it goes on. That two of a resource never hold the same one in hours that meet is
 * looked at with their bookings; whoever gives numbers out has locked the resource's row first.
 */
export class Migration20261126070000_places extends Migration {
  override up(): void {
    this.addSql(`
alter table projects add places integer[] not null default '{}',
  add constraint projects_places check (places = '{}' or (status = 'ACTIVE' and cardinality(places) = quantity and array_position(places, null) is null));

create function projects_places_apart() returns trigger language plpgsql as $$
begin
  if exists (select 1 from unnest(new.places) place group by place having count(*) > 1 or place < 1)
    or exists (select 1 from resources r where r.id = new.resource_id and (r.quantity is null or exists (select 1 from unnest(new.places) place where place > r.quantity)))
    or exists (select 1 from projects other
      join bookings theirs on theirs.project_id = other.id and theirs.released_at is null
      join bookings mine on mine.project_id = new.id and mine.released_at is null and mine.during && theirs.during
      where other.resource_id = new.resource_id and other.id <> new.id and other.places && new.places)
  then
    raise exception 'two hold the same place at one moment, or there is no such place' using errcode = 'check_violation', constraint = 'PLACES_IMPOSSIBLE';
  end if;
  return null;
end $$;
create constraint trigger projects_places_apart after insert or update of places on projects deferrable initially deferred for each row
  when (new.places <> '{}') execute function projects_places_apart();

-- Places that are no more are held by nobody: those projects are by quantity until numbers are given out again.
create function resources_fewer_places() returns trigger language plpgsql as $$
begin
  update projects set places = '{}' where resource_id = new.id and places <> '{}' and exists (select 1 from unnest(places) place where place > coalesce(new.quantity, 0));
  return null;
end $$;
create trigger resources_fewer_places after update of quantity on resources for each row
  when (old.quantity is distinct from new.quantity and coalesce(new.quantity, 0) < coalesce(old.quantity, 0)) execute function resources_fewer_places();
`)
  }

  override down(): void {
    this.addSql(`drop trigger resources_fewer_places on resources;
drop trigger projects_places_apart on projects;
drop function resources_fewer_places(), projects_places_apart();
alter table projects drop column places;`)
  }
}
