import type { EntityManager } from '@mikro-orm/postgresql'
import type { GraphQLResolveInfo } from 'graphql'
import { CompiledQuery, type Transaction } from 'kysely'
import { isRefusalCode } from '@red-alliance/shared/refusals'
import { type Actor, NOBODY } from './access/actor.ts'
import { Bindings } from './access/bindings.ts'
import { type Question, may, visible } from './access/table.ts'
import { AuditEvent } from './audit-event.ts'
import type { Queryable } from './database/queryable.ts'
import { Organization } from './features/organizations/organization.ts'
import { Person } from './features/people/person.ts'
import type { Context, Environment } from './graphql/context.ts'
import { tryParseId, uuidOf } from './graphql/ids.ts'
import { remember, replay } from './idempotency.ts'
import { readOne } from './reading/read.ts'
import { Refusal, type RefusalDetails } from './refusal.ts'
import { localDate } from './time.ts'

export type EntityClass<E extends object> = new () => E

/** What a change left behind: the object it answers with, and what the audit keeps. */
export interface Outcome {
  readonly type: string
  readonly id: string
  /** Organizations that find it in the history of the subject. */
  readonly parties?: readonly string[]
  /** For whom it was done. */
  readonly organizationId?: string
  readonly details?: Record<string, unknown>
  /** Answered as a refusal although what was written stays: a wrong password counts. */
  readonly refusal?: Refusal
  /** Whose eyes the answer is read with, where the change itself made the actor another. */
  readonly as?: Actor
  /** Answered instead of the object. */
  readonly answer?: boolean
}

export interface Change<S extends object> {
  /** The row whose visibility and permission are asked; without it the rule is asked of nobody's row. */
  readonly subject?: { readonly type: EntityClass<S>; readonly id: string; /** False for what is never changed: the application could not lock it. */ readonly locked?: false }
  readonly question?: Question
  readonly input: unknown
  /** Words that are never written to the audit. */
  readonly secret?: boolean
  /** Locks that must be taken before the subject's own (see lists/entry-locks.ts). */
  readonly before?: (work: Work) => Promise<void>
  readonly run: (work: Work, subject: S) => Promise<Outcome>
}

const LOCKED = 'for no key update of a'

/** One transaction and what a change needs in it. */
export class Work {
  readonly now: Date
  readonly today: string
  readonly newId: () => string

  constructor(
    readonly context: Context,
    readonly em: EntityManager,
  ) {
    this.now = context.now
    this.today = localDate(context.now)
    this.newId = context.newId
  }

  /** The connection of this transaction. */
  get db(): Queryable {
    const transaction = this.em.getTransactionContext<Transaction<unknown>>()
    if (!transaction) throw new Error('no transaction')
    return { query: async <R>({ text, values }: { text: string; values: unknown[] }) => ({ rows: (await transaction.executeQuery<R>(CompiledQuery.raw(text, values))).rows }) }
  }

  me(): Person {
    if (!this.context.actor.personId) throw new Refusal('UNAUTHENTICATED')
    return this.em.getReference(Person, this.context.actor.personId)
  }

  /**
   * The object with its row locked, if the actor sees it.
   * @param id global id
   * @throws Refusal NOT_FOUND for what is not there or not visible
   */
  load<E extends object>(type: EntityClass<E>, id: string): Promise<E> {
    return this.#load(type, uuidOf(type.name, id))
  }

  /** The object as it is, without its row locked, if the actor sees it. */
  find<E extends object>(type: EntityClass<E>, id: string): Promise<E> {
    return this.#load(type, uuidOf(type.name, id), {}, '')
  }

  /** Like `load`, for several objects of possibly different types: locked in the order of their ids so that two such changes cannot wait for each other. */
  async lock(...objects: { type: EntityClass<object>; uuid: string }[]): Promise<void> {
    for (const { type, uuid } of objects.toSorted((a, b) => (a.uuid < b.uuid ? -1 : 1))) await this.#load(type, uuid)
  }

  /** @throws Refusal FORBIDDEN when the table of rules does not let the actor do it to the object */
  async require<E extends object>(operation: string, type: EntityClass<E>, id: string, { question, locked = true }: { question?: Question | undefined; locked?: boolean } = {}): Promise<E> {
    return this.#load(type, uuidOf(type.name, id), { operation, question }, locked ? LOCKED : '')
  }

  async #load<E extends object>(type: EntityClass<E>, uuid: string, { operation: name, question }: { operation?: string; question?: Question | undefined } = {}, lock = LOCKED): Promise<E> {
    const bindings = new Bindings(this.context.actor, this.now)
    const rule = name ? may(name, question)('a', bindings) : 'true'
    const { tableName } = this.em.getMetadata().get(type)
    const text = `select (${rule}) as allowed from ${tableName} a where a.id = ${bindings.bind(uuid, 'uuid')} and ${visible(type.name)('a', bindings)} ${lock}`
    const { rows } = await this.db.query<{ allowed: boolean }>({ text, values: bindings.values })
    if (!rows[0]) throw new Refusal('NOT_FOUND', { type: type.name })
    if (!rows[0].allowed) throw new Refusal(question?.proxy ? 'PROXY_NOT_ALLOWED' : 'FORBIDDEN')
    return this.em.findOneOrFail(type, { id: uuid } as never, { refresh: true })
  }
}

const TRIES = 4
const AGAIN = ['40P01', '40001']

/**
 * The one way to change: a transaction that replays a known idempotency key, loads the subject with the actor's eyes and locks it,
 * asks the table of rules, runs the entity's verb, writes one audit event, and answers through reading. A refusal is audited
 * after its rollback, on its own.
 */
export async function operation<S extends object>(context: Context, info: GraphQLResolveInfo, name: string, change: Change<S>): Promise<unknown> {
  const answer = await tried(context, info, name, change)
  if (answer instanceof Refusal) throw answer
  return answer
}

/**
 * A change that is asked for outside GraphQL, such as a file that leaves with what it lays bare: the same transaction, visibility, permission and audit;
 * `run` brings the answer along. There is no idempotency key: asked twice it is done and written down twice.
 */
export function deed<S extends object, A>(context: Context, name: string, change: Omit<Change<S>, 'run'> & { readonly run: (work: Work, subject: S) => Promise<{ readonly outcome: Outcome; readonly answer: A }> }): Promise<A> {
  return retried(context, name, change.subject, async (work) => {
    const subject = (await loadSubject(work, name, change)) as S
    const { outcome, answer } = await change.run(work, subject)
    await work.em.flush()
    work.em.persist(audit(work, name, change, outcome))
    await work.em.flush()
    return answer
  })
}

function tried<S extends object>(context: Context, info: GraphQLResolveInfo, name: string, change: Change<S>): Promise<unknown> {
  return retried(context, name, change.subject, (work) => attemptOnce(work, info, name, change))
}

async function retried<A>(context: Context, name: string, subject: Change<object>['subject'], attempt: (work: Work) => Promise<A>): Promise<A> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await context.orm.em.fork().transactional((em) => attempt(new Work(context, em)))
    } catch (error) {
      const { code } = error as { code?: string }
      if (code && AGAIN.includes(code) && tries < TRIES) continue
      const refusal = asRefusal(error)
      if (refusal) await auditRefusal(context, name, subject, refusal)
      throw refusal ?? error
    }
  }
}

/** The context of what the product does by itself: nobody asks. */
export function systemContext(environment: Environment, now: Date, requestId: string): Context {
  return { ...environment, now, actor: NOBODY, requestId, idempotencyKey: null, setSession: () => undefined }
}

/** What the product does by itself, without anybody's request: one transaction, one audit event with no person. */
export function systemOperation(environment: Environment, name: string, run: (work: Work) => Promise<Outcome | null>): Promise<void> {
  const context = systemContext(environment, environment.clock(), environment.newId())
  return environment.orm.em.fork().transactional((em) => recorded(new Work(context, em), name, run))
}

/** Runs it in the transaction at hand and writes down what came of it; where nothing did, nothing. */
export async function recorded(work: Work, name: string, run: (work: Work) => Promise<Outcome | null>): Promise<void> {
  const outcome = await run(work)
  await work.em.flush()
  if (outcome) work.em.persist(audit(work, name, { input: null, secret: true }, outcome))
  await work.em.flush()
}

async function attemptOnce<S extends object>(work: Work, info: GraphQLResolveInfo, name: string, change: Change<S>): Promise<unknown> {
  const { context, em, db } = work
  const known = await replay(work, info, change)
  if (known) {
    const answer = await readOne(context, info, known.type, known.uuid, db)
    // What it answered then may have gone out of sight since.
    if (answer === null) throw new Refusal('NOT_FOUND', { type: known.type })
    return answer
  }

  await change.before?.(work)
  const subject = (await loadSubject(work, name, change)) as S
  const outcome = await change.run(work, subject)
  await em.flush()
  em.persist(audit(work, name, change, outcome))
  await em.flush()
  await remember(work, info, outcome)
  if (outcome.refusal) return outcome.refusal
  return outcome.answer ?? readOne(outcome.as ? { ...context, actor: outcome.as } : context, info, outcome.type, outcome.id, db)
}

async function loadSubject<S extends object>(work: Work, name: string, { subject, question }: Pick<Change<S>, 'subject' | 'question'>): Promise<S | null> {
  // Before anything is looked for: whoever's log-in has ended is told so, and not that the thing is gone.
  if (subject && !work.context.actor.personId) throw new Refusal('UNAUTHENTICATED')
  if (subject) return work.require(name, subject.type, subject.id, { question, locked: subject.locked ?? true })
  const bindings = new Bindings(work.context.actor, work.now)
  const { rows } = await work.db.query<{ allowed: boolean }>({ text: `select (${may(name, question)('', bindings)}) as allowed`, values: bindings.values })
  if (!rows[0]?.allowed) throw new Refusal(work.context.actor.personId ? 'FORBIDDEN' : 'UNAUTHENTICATED')
  return null
}

function audit({ context, em, now }: Work, name: string, { input, secret }: { input: unknown; secret?: boolean }, outcome: Outcome): AuditEvent {
  const details = outcome.details ?? (secret ? {} : { input })
  return em.create(AuditEvent, {
    id: context.newId(),
    at: now,
    operation: name,
    person: context.actor.personId ? em.getReference(Person, context.actor.personId) : null,
    organization: outcome.organizationId ? em.getReference(Organization, outcome.organizationId) : null,
    subjectType: outcome.type,
    subjectId: outcome.id,
    parties: [...(outcome.parties ?? [])],
    details,
    refusal: outcome.refusal?.code ?? null,
    requestId: context.requestId,
  })
}

async function auditRefusal(context: Context, name: string, subject: Change<object>['subject'], refusal: Refusal): Promise<void> {
  const about = subject && tryParseId(subject.id)
  await context.pool.query({
    text: `insert into audit_events (id, at, operation, person_id, subject_type, subject_id, details, refusal, request_id)
      values ($1::uuid, $2::timestamptz, $3, $4::uuid, $5, $6::uuid, $7::jsonb, $8, $9)`,
    values: [context.newId(), context.now.toISOString(), name, context.actor.personId, about?.type, about?.uuid, JSON.stringify(refusal.details), refusal.code, context.requestId],
  })
}

/** The database's own refusals carry their code as the name of the constraint, and what their sentence needs, if anything, as JSON in the detail. */
export function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const said = error as { constraint?: string; detail?: string; cause?: { constraint?: string; detail?: string } }
  const { constraint, detail } = said.constraint ? said : (said.cause ?? {})
  return constraint && isRefusalCode(constraint) ? new Refusal(constraint, detail?.startsWith('{') ? (JSON.parse(detail) as RefusalDetails) : {}) : null
}
