import type { Language } from './glossary.ts'

/**
 * Every refusal a user can act on: what happened, what was kept, what to do. `{name}` is filled from the
 * refusal's details; a missing detail is shown as a dash.
 */
export const REFUSALS = {
  UNAUTHENTICATED: { zh: '您还没有登录，或登录已过期。已填写的内容仍在，请登录后继续。', en: 'You are not logged in, or your log-in has ended. What you typed is kept; please log in and go on.' },
  BAD_CREDENTIALS: { zh: '手机号或密码不正确，请核对后再试。连续输错 5 次将暂停登录 15 分钟。', en: 'The phone number or password is not right. Please check and try again; five mistakes in a row pause log-in for 15 minutes.' },
  WRONG_PASSWORD: { zh: '现在的密码不正确，密码没有改动。请核对后再试。', en: 'The present password is not right; the password was not changed. Please check and try again.' },
  LOCKED_OUT: { zh: '密码多次输错，登录已暂停，请在 {until} 之后再试，或请管理员重置密码。', en: 'Too many wrong passwords: log-in is paused. Please try again after {until}, or ask an administrator to reset the password.' },
  FORBIDDEN: { zh: '您当前的身份不能做这件事，没有任何改动。如需办理，请联系所在组织的书记或管理员。', en: 'Your role does not allow this; nothing was changed. Please ask the secretary or administrator of your organization.' },
  NOT_FOUND: { zh: '没有找到这项内容，它可能已被撤回，或不对您开放。', en: 'This was not found. It may have been withdrawn, or it is not open to you.' },
  BAD_INPUT: { zh: '填写的内容有误，请改正标出的地方后再提交，其余内容已保留。', en: 'Something typed is not right. Please correct what is marked and submit again; the rest is kept.' },
  IDEMPOTENCY_KEY_REUSED: { zh: '这次提交与之前的提交编号相同但内容不同，没有任何改动。请刷新页面后重新提交。', en: 'This submission repeats an earlier key with other content; nothing was changed. Please reload the page and submit again.' },
  STALE_VERSION: { zh: '在您编辑期间，别人已修改过这项内容。您填写的内容仍在，请对照最新内容后再保存。', en: 'Somebody changed this while you were editing. What you typed is kept; please compare it with the newest text and save again.' },
  WRONG_STATUS: { zh: '这项内容目前的状态（{status}）不能这样操作，没有任何改动。请刷新后查看。', en: 'This cannot be done in the present status ({status}); nothing was changed. Please reload and look again.' },
  RESOURCE_OVERBOOKED: { zh: '这个资源在所选时段已不够用，还可用 {free} 个，没有任何改动。请减少数量或换个时段。', en: 'There is not enough of this resource in those hours: {free} free. Nothing was changed; please take fewer or choose other hours.' },
  RESOURCE_OUT_OF_STOCK: { zh: '这个资源的余量不足，还剩 {free} 个，没有任何改动。请减少数量或另选资源。', en: 'Not enough is left of this resource: {free}. Nothing was changed; please take fewer or choose another.' },
  NEED_OVERFILLED: { zh: '这个需求只差 {missing} 个了，没有任何改动。请减少数量后再试。', en: 'Only {missing} are still missing for this need. Nothing was changed; please take fewer.' },
  ALREADY_CONFIRMED: { zh: '贵方已经确认过，不必再确认，等待对方确认即可。', en: 'Your side has already confirmed; it is for the other side now.' },
  ALREADY_PROPOSED: { zh: '这个资源与需求之间已有一条匹配建议，没有重复提出。请刷新后查看那条建议。', en: 'There is already an open proposal between this resource and this need; none was added. Please reload and look at it.' },
  OWNERS_DECISION_MISSING: { zh: '业主共有的资源，发布前须记下业主大会或业主委员会的决定。草稿已保存，请补填后再发布。', en: "Owners' common property needs a recorded decision of the owners' assembly or committee before it is published. The draft is kept; please add the decision." },
  PERIOD_INVALID: { zh: '期间不正确：结束日期不能早于开始日期或今天，最长一年。其余内容已保留，请改正日期。', en: 'The period is not right: it may not end before it starts or before today, and lasts at most a year. The rest is kept; please correct the dates.' },
  WINDOWS_MISSING: { zh: '请选择每周的时段，其余内容已保留。', en: 'Please choose the hours of the week; the rest is kept.' },
  QUANTITY_INVALID: { zh: '数量不正确，应为 {least} 至 {most} 的整数。其余内容已保留。', en: 'The quantity is not right: a whole number from {least} to {most}. The rest is kept.' },
  ATTRIBUTES_INVALID: { zh: '这一类别的条件填写有误，请改正标出的地方，其余内容已保留。', en: 'The details of this category are not right. Please correct what is marked; the rest is kept.' },
  PHONE_TAKEN: { zh: '这个手机号已有账号，没有新建。请核对号码，或在人员中查找该账号。', en: 'There is already an account with this phone number; none was made. Please check the number or look for the account.' },
  PASSWORD_TOO_WEAK: { zh: '密码太简单，至少 {least} 位，且不能是常见密码。请换一个。', en: 'The password is too simple: at least {least} characters, and none of the common ones. Please choose another.' },
  ROLE_DUPLICATE: { zh: '此人在该组织已有这个身份，没有重复添加。', en: 'This person already has that role there; it was not added again.' },
  MEMBER_ALREADY: { zh: '这个单位已是本联盟成员，没有重复添加。', en: 'This unit is already a member of the alliance; it was not added again.' },
  PROXY_NOT_ALLOWED: { zh: '您不能代这个单位办理，没有任何改动。代录只限本联盟内的单位，并须写明由谁、何时、以何种方式同意。', en: "You cannot act for this unit; nothing was changed. Recording on behalf is for units of one's own alliance, with who agreed, when and how." },
  PROPOSAL_CLOSED: { zh: '这条匹配建议已经结束（{status}），没有任何改动。请刷新后查看最新建议。', en: 'This proposal is closed ({status}); nothing was changed. Please reload to see the newest ones.' },
  PART_OF_RING: { zh: '这条建议属于一个互换组合，须由各方一起确认，没有任何改动。请到该互换组合的页面确认；如只想做这一项，可在那里拆开组合。', en: 'This proposal is part of an exchange ring that all confirm together; nothing was changed. Please answer on the page of the ring; whoever wants this one alone takes the ring apart there.' },
  RING_CLOSED: { zh: '这个互换组合已经结束（{status}），没有任何改动。请刷新后查看。', en: 'This exchange ring is closed ({status}); nothing was changed. Please reload.' },
  RING_INCOMPLETE: { zh: '互换组合须各方都确认才成立，没有任何改动。请刷新后再试。', en: 'An exchange ring holds when all have confirmed; nothing was changed. Please reload and try again.' },
  ADJUSTMENT_ALREADY: { zh: '同样的调整已经提出过，正在等待答复，没有重复提出。', en: 'The same adjustment is already asked for and waits for an answer; none was added.' },
  ADJUSTMENT_TOO_SOON: { zh: '同样的调整刚撤回过或对方刚没有接受，没有再次提出，也没有打扰对方。{again} 以后可以再提。', en: 'The same adjustment was taken back or declined just now; it was not asked for again and nobody was told. It can be asked for after {again}.' },
  ADJUSTMENT_IN_USE: { zh: '已有共建项目（{projects}）靠这次调整才成立，没有撤销。请先与对方商定，到项目页终止，再来撤销；项目不终止，也可以直接修改清单上的这一项。', en: 'Projects rest on this adjustment ({projects}); it was not taken back. Please agree with the other side and end them first; or revise the entry on the list yourselves.' },
  ADJUSTMENT_REVISED: { zh: '调整以后，“{title}”又改过，系统无法替您改回原样，没有撤销。请直接在清单上改成贵单位要的内容。', en: '“{title}” was changed again after the adjustment and cannot be put back by itself; nothing was taken back. Please revise it on the list as you want it.' },
  ADJUSTMENT_NOT_ENOUGH: { zh: '情况已有变化，重算后这样调整只能多满足 {gain}，没有提出。请刷新后看最新的办法。', en: 'Things have changed: solved anew, this would meet {gain} more only, so it was not asked for. Please reload to see what would help now.' },
  ADJUSTMENT_CLOSED: { zh: '这条调整建议已经结束（{status}），没有任何改动。', en: 'This adjustment is closed ({status}); nothing was changed.' },
  ADJUSTMENT_OVERTAKEN: { zh: '提出之后，这项需求已经改过，照原来的建议调整会盖掉新的内容，没有任何改动。请按现在的内容重新看解决办法。', en: 'The need was changed after this was asked for, and the change would undo that; nothing was changed. Please look at what would help as it stands now.' },
  PAIR_UNSUITABLE: { zh: '这个资源与需求不相符：{reason}。没有任何改动，请另选一项。', en: 'This resource does not fit the need: {reason}. Nothing was changed; please choose another.' },
  SCOPE_NOT_WIDER: { zh: '这项需求已经在这个范围或更大的范围内匹配，没有任何改动。', en: 'The need is already offered that far, or further; nothing was changed.' },
  POSITION_INVALID: { zh: '位置不正确，没有保存。请填写中国境内的纬度和经度，例如 38.0428, 114.5149；两个数要么都填，要么都不填。', en: 'The position is not right and was not saved. Please give a latitude and a longitude within China, such as 38.0428, 114.5149: both or neither.' },
  MATCH_RUNNING: { zh: '本联盟的匹配正在运行，请等它完成后再试。', en: 'A matching of this alliance is running; please try again when it is done.' },
  QUERY_TOO_DEEP: { zh: '查询层数过多（最多 {most} 层），请分开查询。', en: 'The query is too deep (at most {most} levels); please split it.' },
  QUERY_TOO_COSTLY: { zh: '查询内容过多，请减少字段或条数后再试。', en: 'The query asks for too much; please ask for fewer fields or entries.' },
  PAGE_TOO_LARGE: { zh: '每页最多 {most} 条，请减少后再试。', en: 'At most {most} entries a page; please ask for fewer.' },
  BODY_TOO_LARGE: { zh: '提交的内容过大（最多 {most}），没有保存。请减少内容或分次提交。', en: 'What was sent is too large (at most {most}) and was not saved. Please send less or in parts.' },
  FILE_TYPE_REFUSED: { zh: '不能上传这种文件。可以上传照片（JPG、PNG、WebP）和文档（PDF、Word、Excel、PPT 的新格式、纯文本）。请另存后再传。', en: 'Files of this kind are not taken. Photos (JPG, PNG, WebP) and documents (PDF, docx, xlsx, pptx, plain text) are; please save it as one of those.' },
  FILE_TOO_LARGE: { zh: '文件展开后过大（最多 {most}），没有保存。请缩小后再传。', en: 'Unfolded, the file is too large (at most {most}) and was not saved. Please make it smaller.' },
  FILE_BROKEN: { zh: '文件打不开，可能没有传完或已损坏，没有保存。请检查后重新上传。', en: 'The file cannot be read; it may be incomplete or damaged, and was not saved. Please check it and send it again.' },
  RATE_LIMITED: { zh: '操作过于频繁，请 {seconds} 秒后再试。已填写的内容仍在。', en: 'Too many requests; please try again in {seconds} seconds. What you typed is kept.' },
  NOTICE_TOO_SHORT: { zh: '按例会安排须提前 {days} 天公示，现在通知已来不及。没有任何改动，请改期，或按紧急事项召开。', en: 'The rule asks for notice {days} days ahead, which can no longer be kept. Nothing was changed; please choose a later day or call it as an urgent matter.' },
  MEETING_ALREADY_PLANNED: { zh: '这一次例会已经排好，没有重复新建。', en: 'This meeting is already planned; no second one was made.' },
  INVITED_ALREADY: { zh: '已在参会名单中，没有重复添加。', en: 'Already on the list; not added again.' },
  OPINION_ALREADY: { zh: '这家单位对此议题的意见已有记录，请直接修改。', en: 'This organization has an opinion on the topic already; please change that one.' },
  OVERDUE_ALREADY_LISTED: { zh: '这件逾期事项已列为议题，没有重复添加。', en: 'This overdue item is a topic already; not added again.' },
  ITEM_INCOMPLETE: { zh: '还有议定事项没有主办单位或期限（{missing}），纪要不能签发。已填写的内容都在，请补齐后再签发。', en: 'Some resolved items lack a lead organization or a deadline ({missing}), so the minutes cannot be issued. Everything typed is kept; please complete them.' },
  VERIFIED_BY_ANOTHER: { zh: '核验人不能是报完成的人，没有任何改动，请由另一人核验。', en: 'Whoever reported it done cannot verify it. Nothing was changed; please ask somebody else.' },
  CHECK_IN_CLOSED: { zh: '现在不是签到时间（会前一小时至会后一小时），没有记录。请找会议工作人员登记。', en: 'Check-in is open from an hour before to an hour after the meeting; nothing was recorded. Please ask the clerk.' },
  MINUTES_ISSUED: { zh: '纪要已签发，不能改动。如有错误，请写明原因后发更正稿。', en: 'The minutes are issued and do not change. If something is wrong, issue a correction with its reason.' },
  ALREADY_ISSUED: { zh: '这份纪要刚刚已由他人签发，没有重复签发。请刷新后查看。', en: 'These minutes were just issued by somebody else; they were not issued twice. Please reload.' },
  MINUTES_NUMBER_TAKEN: { zh: '编号刚被另一份纪要使用，没有任何改动，请再签发一次。', en: 'The number was just taken by other minutes; nothing was changed. Please issue again.' },
  REGISTERED_ALREADY: { zh: '已有一个报到在办理或已确认，没有重复登记。如已搬家，请用“迁移报到”。', en: "There is a registration already, waiting or confirmed; none was added. Whoever has moved house moves it." },
  CONSENT_MISSING: { zh: '还没有取得本人（或监护人）对“{purpose}”的同意，没有保存这部分内容。请先征得同意。', en: "There is no consent yet for “{purpose}”; this part was not kept. Please ask for it first." },
  GUARDIAN_NEEDED: { zh: '儿童须由监护人报名并同意，没有报名。请由监护人登录办理，或由社区代为登记。', en: "A child is enrolled by a guardian, who consents; nothing was done. Please let the guardian do it, or the community." },
  ADULTS_MISSING: { zh: '有儿童参加的活动须先写明负责的成人及其核查情况，草稿已保存，请补填后再发布。', en: "An activity with children names the vetted adults in charge before it is published. The draft is kept; please add them." },
  SERVICE_LOG_HELD: { zh: '这条时长有疑点（{doubts}），不能成批确认，没有计入。请单独核对，写明理由后确认、更正或退回。', en: "These hours are doubtful ({doubts}) and are not confirmed in a batch; nothing was counted. Please look at them one by one and confirm, correct or return them with a reason." },
  CONFIRMED_BY_ANOTHER: { zh: '自己的时长不能由自己确认，没有任何改动，请由另一人确认。', en: 'Nobody confirms their own hours. Nothing was changed; please ask somebody else.' },
  SERVICE_DATE_INVALID: { zh: '服务日期须在今天以前、两年以内，没有提交。请改正日期，其余内容已保留。', en: "The day of service is today or before, within two years; nothing was sent. Please correct it, the rest is kept." },
  RECORD_CORRECTED_ALREADY: { zh: '这条记录已经更正过，没有再次更正。请更正最新的那一条。', en: "This record was corrected already; it was not corrected again. Please correct the newest one." },
  RECHECKED_BY_ANOTHER: { zh: '抽查须由确认人以外的人核实，没有任何改动。', en: "A re-check is done by somebody else than who confirmed it; nothing was changed." },
  ISSUER_UNSET: { zh: '{place}还没有写明出具证明的负责人和联系电话，暂不能开具。请联系社区补齐。', en: "{place} has not yet said who answers for certificates and at which telephone. Please ask the community." },
  NOTHING_TO_CERTIFY: { zh: '这段时间内没有已确认的服务记录，没有开具证明。请换一段时间。', en: "There are no confirmed records in this time, so no certificate was made. Please choose another time." },
  RECORDS_DIFFER: { zh: '账本里有记录与写入或存证时不符，没有开具证明。请告知{place}核验账本。', en: 'A record in the ledger is not what it was when it was written or anchored, so no certificate was made. Please have {place} verify its ledger.' },
  DOCUMENT_MISSING: { zh: '还没有登记证件，没有开具证明。请先在“我的”里登记证件类型和号码。', en: "There is no identity document yet, so no certificate was made. Please add it under “me” first." },
  SESSION_FULL: { zh: '名额刚刚满了，没有报上。可以排候补，有人撤回会自动补上。', en: "The last place was just taken. You can wait; when somebody withdraws, you move up by yourself." },
  PLACES_TAKEN: { zh: '已有 {taken} 人占了名额，名额不能少于这个数，没有任何改动。', en: '{taken} places are taken already; there cannot be fewer. Nothing was changed.' },
  NOT_SIGNED_UP: { zh: '您没有这场活动的名额，没有记录。请找组织者登记，都算数。', en: 'You have no place in this session; nothing was recorded. Please let the organizer note you: it counts as much.' },
  SIGNED_UP_ALREADY: { zh: '已经报过名，没有重复报名。', en: "Already signed up; not signed up again." },
  SIGN_UP_CLOSED: { zh: '报名已经截止（活动已开始、已结束或已取消），没有任何改动。', en: "Sign-up is closed (it has begun, ended or was cancelled); nothing was changed." },
  CODE_INVALID: { zh: '签到码不对，没有记录。请重新拍现场屏幕上的码，或请组织者登记，都算数。', en: "The code is not right; nothing was recorded. Please take the one on the screen again, or let the organiser note you: both count." },
  CHECK_IN_EARLY: { zh: '现在不是这场活动的签到时间（开始前一小时至结束后一小时），没有记录。请找组织者登记。', en: "Check-in is open from an hour before to an hour after the session; nothing was recorded. Please ask the organiser." },
  PARTICIPATED_ALREADY: { zh: '这家单位参加此活动已有记录，没有重复登记。', en: "This unit's participation is recorded already." },
  RECOGNIZED_ALREADY: { zh: '该单位本年度已有认定，没有重复认定。', en: "This unit has been recognized for the year already." },
  PERSON_ERASED: { zh: '此人的个人信息已按本人要求删除，不能再这样操作。', en: "This person's data was erased at their own wish; this can no longer be done." },
  PLACES_IMPOSSIBLE: { zh: '没有找到能让各方全程固定编号的办法：{uses}的时段互相交错。没有任何改动，仍按约定数量使用。', en: 'No way was found to give everybody the same numbers all through: the hours of {uses} cross each other. Nothing was changed; it stays by quantity.' },
  INTERNAL: { zh: '系统出了问题，这次操作没有完成，已填写的内容仍在。请稍后再试；如仍不行，请把编号 {requestId} 告诉管理员。', en: 'Something went wrong on our side and this was not done; what you typed is kept. Please try later, and give an administrator the number {requestId} if it stays.' },
} as const satisfies Record<string, Record<Language, string>>

export type RefusalCode = keyof typeof REFUSALS

export type RefusalDetailValue = string | number | boolean | null | undefined | readonly string[]

/** Whether a code that came over the wire is in the catalogue. */
export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code)
}

/**
 * The sentence of a refusal. An unknown code (a newer server) gives the sentence of INTERNAL; a missing detail is
 * shown as "—". Details that are codes (a status) are to be given as their label.
 */
export function refusalText(code: string, details: Readonly<Record<string, RefusalDetailValue>> = {}, language: Language = 'zh'): string {
  const template = REFUSALS[isRefusalCode(code) ? code : 'INTERNAL'][language]
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(details, name) ? details[name] : undefined
    if (value === undefined || value === null || value === '') return '—'
    return Array.isArray(value) ? value.join(language === 'zh' ? '、' : ', ') : String(value)
  })
}
