/**
 * THE dictionary of the product: every code name with the users' own Chinese word, and every value of every
 * enumeration with its label. A name that is not here is not used; a term is added here first.
 */

export interface Term {
  readonly zh: string
  readonly en: string
  readonly meaning: string
}

export interface Label {
  readonly zh: string
  readonly en: string
}

export type Language = 'zh' | 'en'

export const TERMS = {
  Organization: { zh: '组织', en: 'Organization', meaning: 'A node of the administrative tree (省 市 区 街道 社区) or a unit that stands in it' },
  Compound: { zh: '小区', en: 'Compound', meaning: 'A residential compound under a community' },
  Unit: { zh: '驻区单位', en: 'Unit', meaning: 'An organization of kind UNIT: it stands in a street or community without being part of the administration' },
  Alliance: { zh: '红色联盟', en: 'Red Alliance', meaning: 'The units around one convening street or community, led by its party organisation' },
  AllianceMember: { zh: '联盟成员', en: 'Alliance member', meaning: 'A unit that has joined an alliance' },
  Convener: { zh: '召集组织', en: 'Convener', meaning: 'The street or community whose party organisation leads the alliance' },
  Agreement: { zh: '共建协议', en: 'Co-construction agreement', meaning: 'What a unit signs when it joins; by it the lists are exchanged' },
  Person: { zh: '人员', en: 'Person', meaning: 'Somebody who can log in' },
  Member: { zh: '在职党员', en: 'In-service party member', meaning: 'A person with a home unit and a community of residence' },
  RoleAssignment: { zh: '任职', en: 'Role assignment', meaning: 'A role a person has in an organization' },
  Session: { zh: '登录会话', en: 'Session', meaning: 'A log-in on one device' },
  Registration: { zh: '双报到', en: 'Double registration', meaning: 'A unit registers where it stands, a party member where they live; not a CheckIn' },
  ListEntry: { zh: '清单条目', en: 'List entry', meaning: 'A line of the resource list or the need list: a Resource or a Need' },
  Resource: { zh: '资源', en: 'Resource', meaning: 'What an organization can give; a line of the resource list (资源清单)' },
  Need: { zh: '需求', en: 'Need', meaning: 'What an organization lacks; a line of the need list (需求清单)' },
  ResourceList: { zh: '资源清单', en: 'Resource list', meaning: 'All published resources' },
  NeedList: { zh: '需求清单', en: 'Need list', meaning: 'All published needs' },
  EntryHistory: { zh: '修改记录', en: 'Entry history', meaning: 'What was changed in an entry, by whom and when' },
  Category: { zh: '类别', en: 'Category', meaning: 'What kind of thing an entry speaks of; need and resource must agree in it' },
  Attribute: { zh: '属性', en: 'Attribute', meaning: 'A detail of a category, such as the seats of a venue' },
  Quantity: { zh: '数量', en: 'Quantity', meaning: 'How many units are wanted or given' },
  LeastPart: { zh: '最少一次', en: 'Least part', meaning: 'The smallest part of a divisible need that is of use from one resource' },
  WeeklyWindows: { zh: '每周时段', en: 'Weekly windows', meaning: 'Hours of the week, in local minutes from Monday 00:00' },
  Period: { zh: '期间', en: 'Period', meaning: 'First to last date, both included' },
  Audience: { zh: '面向范围', en: 'Audience', meaning: 'Who may see and use an entry' },
  OwnersDecision: { zh: '业主的决定', en: "Owners' decision", meaning: "The recorded decision by which owners' common property may be published" },
  ProxyRecord: { zh: '代录', en: 'Proxy record', meaning: "What was recorded on a unit's behalf, with who agreed to it, how and when" },
  MatchRun: { zh: '匹配运行', en: 'Match run', meaning: 'One solved matching over an alliance, with its value and the proven bound' },
  MatchingSettings: { zh: '匹配规则', en: 'Matching rules', meaning: 'The weights a city or district published, and the days after which a need is offered more widely' },
  NeedFigures: { zh: '小事不出社区', en: 'Small things stay in the community', meaning: 'How near the needs of a subtree found their help in a period' },
  MatchProposal: { zh: '匹配建议', en: 'Match proposal', meaning: 'A resource for a need; it holds when both sides have confirmed' },
  EntryPreview: { zh: '发布前预览', en: 'Preview', meaning: 'What an entry would bring if it were published now, or change if it were revised so' },
  PreviewLine: { zh: '预览中的一条', en: 'Preview line', meaning: 'A need that more or less of would be met, or a resource that would provide' },
  HoursVariant: { zh: '时段变化', en: 'Hours changed', meaning: 'What one block of hours more or less would change' },
  HoursPreview: { zh: '早晚变化', en: 'Earlier or later', meaning: 'What an entry would bring if some days opened or closed at another hour' },
  MatchRing: { zh: '互换组合', en: 'Exchange ring', meaning: 'Proposals among two or three organizations, each giving one thing and getting one; all confirm, or none holds' },
  MatchRingMember: { zh: '互换一方', en: 'Ring member', meaning: 'One organization of a ring: it gives to the next, and the one before gives to it' },
  MatchObstacle: { zh: '未匹配原因', en: 'Match obstacle', meaning: 'Why a need, or a part of it, found nothing' },
  Scarcity: { zh: '余缺', en: 'Scarcity', meaning: 'What one more unit of each kind of thing is worth to an alliance, and what stays unused' },
  BoardCount: { zh: '一类的条数', en: 'Entries of a category', meaning: 'How many needs, resources and proposals of one category stand on the board of an alliance' },
  ScarcityRow: { zh: '一类的余缺', en: 'Scarcity of a kind', meaning: 'One kind of thing: a category, what is counted, and what must be the same' },
  ScarcityCell: { zh: '一段时间的余缺', en: 'Scarcity in some hours', meaning: 'What one more unit of a kind is worth in these hours' },
  MoreUnits: { zh: '再多几个', en: 'More units', meaning: 'What so many more units of a kind would bring' },
  RecruitOrganization: { zh: '可以请的单位', en: 'Unit to ask', meaning: 'A unit of the alliance that lists nothing of a category' },
  MatchAlternatives: { zh: '为什么是它', en: 'Why this one', meaning: 'Why a need has this resource and not another' },
  MatchAlternative: { zh: '别的选择', en: 'Alternative', meaning: 'Another resource in the stead of the proposed one, and what it costs' },
  MatchDetour: { zh: '不用它会怎样', en: 'Detour', meaning: 'What becomes of all matches without a pair' },
  MatchShift: { zh: '变动', en: 'Shift', meaning: 'What a resource gives a need before and after' },
  ResourcePrice: { zh: '多一个的价值', en: 'Worth of one more', meaning: 'What one more unit of a resource there is would bring' },
  RecruitHint: { zh: '可以请谁', en: 'Whom to ask', meaning: 'Organizations of the alliance that list nothing of a category, and the kinds of units that do' },
  UnitKindCount: { zh: '各类单位数', en: 'Units of a kind', meaning: 'How many units of a kind list something' },
  Adjustment: { zh: '调整建议', en: 'Adjustment', meaning: 'A change asked of whoever can make it, so that a need is met; seen to help before it is asked' },
  Remedy: { zh: '解决办法', en: 'Remedy', meaning: 'A single change that would meet a need, or more of it, verified by solving the matching anew' },
  Remedies: { zh: '怎样就能匹配', en: 'What would help', meaning: 'What is missing of a need, and the single changes that would meet it' },
  RemedyMove: { zh: '随之变动的建议', en: 'What moves with it', meaning: 'A proposal of another need that a remedy would change' },
  Claim: { zh: '认领', en: 'Claim', meaning: "To take an entry from the other side's list" },
  Confirmation: { zh: '双方确认', en: 'Confirmation by both sides', meaning: 'What makes a proposal hold' },
  Score: { zh: '得分', en: 'Score', meaning: 'The sum of the labelled terms of a match' },
  Project: { zh: '共建项目', en: 'Project', meaning: 'A confirmed match as it is carried out under the agreement' },
  Booking: { zh: '预订', en: 'Booking', meaning: 'A concrete stretch of time of a resource that a project uses' },
  Fulfilment: { zh: '兑现', en: 'Fulfilment', meaning: 'That what was agreed was done' },
  JointMeeting: { zh: '联席会议', en: 'Joint meeting', meaning: 'A meeting of the members of an alliance' },
  AgendaItem: { zh: '议题', en: 'Agenda item', meaning: 'A matter on the agenda of a joint meeting' },
  MeetingRule: { zh: '例会安排', en: 'Meeting rule', meaning: 'When regular meetings of a convener come round' },
  Invitation: { zh: '参会', en: 'Invitation', meaning: 'Who is asked to a meeting, what they answered, whether they came' },
  Opinion: { zh: '各方意见', en: 'Opinion', meaning: 'What an organization thinks of a topic' },
  ItemStep: { zh: '办理经过', en: 'Item step', meaning: "One step of a resolved item's way" },
  MeetingFigures: { zh: '会议情况', en: 'Meeting figures', meaning: "What one year's meetings in a subtree came to" },
  MinutesComment: { zh: '对纪要的意见', en: 'Comment on minutes', meaning: 'What somebody who was there says of the draft' },
  Minutes: { zh: '会议纪要', en: 'Minutes', meaning: 'What a joint meeting decided' },
  ResolvedItem: { zh: '议定事项', en: 'Resolved item', meaning: 'A matter resolved, with a lead organisation, a deadline and its closing' },
  Activity: { zh: '志愿活动', en: 'Activity', meaning: 'Volunteer service, a course, a lecture, an open day, a visit or a party day that one signs up for' },
  ActivitySession: { zh: '场次', en: 'Session', meaning: 'One time at which an activity takes place' },
  ActivityRole: { zh: '名额', en: 'Places', meaning: 'What one comes to an activity as, and how many places there are, in one session or in all of them' },
  SignUp: { zh: '报名', en: 'Sign-up', meaning: 'Somebody who takes a place of their own will, or waits for one; never an assignment' },
  SessionAttendance: { zh: '到场登记', en: 'Attendance at a session', meaning: 'That somebody came to a session, by code or by a list kept by hand' },
  AdultInCharge: { zh: '负责成人', en: 'Adult in charge', meaning: 'A named and vetted adult who is with the children of an activity' },
  UnitParticipation: { zh: '单位参加', en: 'Participation of a unit', meaning: 'A unit that took part in an activity; counts towards its four a year' },
  Wish: { zh: '心愿单', en: 'Wish', meaning: 'What a resident orders (你点单我来办); the secretary turns it into a need or a course' },
  CheckIn: { zh: '签到', en: 'Check-in', meaning: 'Presence at an activity or meeting; not a Registration' },
  ServiceLog: { zh: '时长申报', en: 'Logged service', meaning: 'Minutes of service as somebody logged them, before and after the community confirms' },
  ServiceRecord: { zh: '志愿服务时长', en: 'Service record', meaning: 'Minutes of volunteer service in the ledger: never changed, corrected by counter-entries' },
  ServiceCheck: { zh: '账本核验', en: 'Ledger check', meaning: 'What recomputing the chain of a community and comparing it with its anchors found' },
  ServiceRecheck: { zh: '抽查', en: 'Re-check', meaning: 'A record drawn at random and asked about again' },
  ServicePlaceFigures: { zh: '各地服务情况', en: 'Service figures of a place', meaning: "What one year's volunteer service came to in one street or community" },
  ServiceFigures: { zh: '服务情况', en: 'Service figures', meaning: "What one year's volunteer service in a subtree came to" },
  ServiceCertificate: { zh: '志愿服务记录证明', en: 'Service certificate', meaning: 'What a community certifies of its own records; no state certification' },
  CertificateIssuer: { zh: '出具单位', en: 'Issuer of certificates', meaning: 'Who answers for the certificates of a community or street, and where to ask' },
  CertificateCheck: { zh: '证明核验', en: 'Certificate check', meaning: 'Whether a certificate is valid, revoked or unknown' },
  Consent: { zh: '同意', en: 'Consent', meaning: 'That a person agreed to one purpose; withdrawn at any time' },
  IdentityDocument: { zh: '证件', en: 'Identity document', meaning: 'Kind and masked number of a document' },
  Unmasking: { zh: '查看证件记录', en: 'Unmasking', meaning: 'Who looked at the whole number of a document, and what for' },
  QuarterTotal: { zh: '季度合计', en: 'Quarter total', meaning: "A member's minutes of a quarter, as their home unit is told" },
  DutySetting: { zh: '年度要求', en: 'Yearly duty', meaning: 'What a city asks of a member and of a unit in a year' },
  DutyProgress: { zh: '年度进度', en: 'Duty progress', meaning: 'How far somebody is with the yearly duty, and where the present pace leads' },
  ServiceProfile: { zh: '服务意愿', en: 'Service profile', meaning: 'In which fields and at which hours somebody likes to help' },
  UnitEvidence: { zh: '单位年度情况', en: "A unit's year", meaning: 'What a unit did in a year, as evidence and not as a score' },
  EvidenceLine: { zh: '事例', en: 'Line of evidence', meaning: 'One thing a unit did' },
  Recognition: { zh: '优秀驻区单位', en: 'Recognition', meaning: "A community's decision on a unit's year, with its evidence" },
  Appeal: { zh: '诉求', en: 'Appeal', meaning: 'What a resident raises' },
  Attachment: { zh: '附件', en: 'Attachment', meaning: 'A photo or document that hangs on something' },
  Notice: { zh: '消息', en: 'Notice', meaning: 'Something that happened and concerns a person, in their inbox' },
  AuditEvent: { zh: '操作记录', en: 'Audit event', meaning: 'Who did or tried what, when' },
} as const satisfies Record<string, Term>

export type TermName = keyof typeof TERMS

export const ENUMS = {
  OrganizationKind: {
    PROVINCE: { zh: '省', en: 'Province' },
    CITY: { zh: '市', en: 'City' },
    DISTRICT: { zh: '区（县）', en: 'District' },
    STREET: { zh: '街道（乡镇）', en: 'Street' },
    COMMUNITY: { zh: '社区（村）', en: 'Community' },
    UNIT: { zh: '驻区单位', en: 'Unit' },
  },
  UnitKind: {
    GOVERNMENT_ORGAN: { zh: '党政机关', en: 'Party or government organ' },
    PUBLIC_INSTITUTION: { zh: '事业单位', en: 'Public institution' },
    STATE_FIRM: { zh: '国有企业', en: 'State-owned firm' },
    PRIVATE_FIRM: { zh: '民营企业', en: 'Private firm' },
    SCHOOL: { zh: '学校', en: 'School' },
    HOSPITAL: { zh: '医院', en: 'Hospital' },
    COMMERCIAL_BUILDING: { zh: '商务楼宇', en: 'Commercial building' },
    SOCIAL_ORGANIZATION: { zh: '社会组织', en: 'Social organization' },
    TRAINING_INSTITUTION: { zh: '教育培训机构', en: 'Training institution' },
    OWNERS_COMMITTEE: { zh: '业主委员会', en: "Owners' committee" },
    PROPERTY_MANAGER: { zh: '物业公司', en: 'Property manager' },
    COMMUNITY_SOCIAL_ORGANIZATION: { zh: '社区社会组织', en: 'Community social organization' },
    POLICE_POST: { zh: '警务室', en: 'Police post' },
  },
  Role: {
    ADMIN: { zh: '系统管理员', en: 'Administrator' },
    SUPERVISOR: { zh: '上级部门', en: 'Supervisor' },
    SECRETARY: { zh: '书记', en: 'Secretary' },
    CLERK: { zh: '社区工作者', en: 'Clerk' },
    LIAISON: { zh: '单位联络员', en: 'Liaison' },
    MEMBER: { zh: '在职党员', en: 'Party member' },
    RESIDENT: { zh: '居民', en: 'Resident' },
  },
  EntryStatus: {
    DRAFT: { zh: '草稿', en: 'Draft' },
    PUBLISHED: { zh: '已发布', en: 'Published' },
    IN_CONTACT: { zh: '对接中', en: 'In contact' },
    PARTLY_MET: { zh: '部分满足', en: 'Partly met' },
    MET: { zh: '已满足', en: 'Met' },
    WITHDRAWN: { zh: '已撤回', en: 'Withdrawn' },
    EXPIRED: { zh: '已过期', en: 'Expired' },
  },
  Supply: {
    REUSABLE: { zh: '可重复使用', en: 'Reusable' },
    CONSUMABLE: { zh: '用完为止', en: 'While stock lasts' },
    UNLIMITED: { zh: '不限量', en: 'Unlimited' },
  },
  AudienceKind: {
    PUBLIC: { zh: '所有人', en: 'Everyone' },
    ORGANIZATION: { zh: '指定组织', en: 'One organization' },
    ALLIANCE: { zh: '联盟内', en: 'One alliance' },
  },
  OwnersDecisionBy: {
    OWNERS_ASSEMBLY: { zh: '业主大会', en: "Owners' assembly" },
    OWNERS_COMMITTEE: { zh: '业主委员会', en: "Owners' committee" },
  },
  ProposalStatus: {
    OPEN: { zh: '待双方确认', en: 'Open' },
    CONFIRMED: { zh: '双方已确认', en: 'Confirmed' },
    DECLINED: { zh: '未接受', en: 'Declined' },
    EXPIRED: { zh: '已过期', en: 'Expired' },
    SUPERSEDED: { zh: '已被新建议替代', en: 'Superseded' },
    WITHDRAWN: { zh: '已撤回', en: 'Withdrawn' },
  },
  RingStatus: {
    OPEN: { zh: '待各方确认', en: 'Open' },
    CONFIRMED: { zh: '各方已确认', en: 'Confirmed by all' },
    DECLINED: { zh: '有一方未接受', en: 'Declined' },
    DISSOLVED: { zh: '已拆开，各项单独办理', en: 'Taken apart' },
    EXPIRED: { zh: '已过期', en: 'Expired' },
    SUPERSEDED: { zh: '其中一项已失效', en: 'One part fell away' },
  },
  ProposalOrigin: {
    PLATFORM: { zh: '平台建议', en: 'Proposed by the platform' },
    NEED_CLAIMED: { zh: '单位认领需求', en: 'A unit claimed the need' },
    RESOURCE_CLAIMED: { zh: '社区认领资源', en: 'A community claimed the resource' },
  },
  WindowClass: {
    WORKDAY_NIGHTS: { zh: '工作日夜间', en: 'Workday nights' },
    WEEKENDS: { zh: '周末', en: 'Weekends' },
    OFF_HOURS: { zh: '夜间和周末', en: 'Nights and weekends' },
    WORKDAY_DAYS: { zh: '工作日白天', en: 'Workday daytime' },
    ALL_WEEK: { zh: '任何时段', en: 'Any time' },
  },
  Side: {
    NEED: { zh: '需求方', en: 'Need side' },
    RESOURCE: { zh: '资源方', en: 'Resource side' },
  },
  DeclineReason: {
    TIME_UNSUITABLE: { zh: '时段不行', en: 'The hours do not suit' },
    QUANTITY_TOO_LARGE: { zh: '数量太多', en: 'Too many' },
    OTHERWISE_ARRANGED: { zh: '已另有安排', en: 'Otherwise arranged' },
    SAFETY: { zh: '安全管理原因', en: 'Safety' },
    OTHER: { zh: '其他', en: 'Other' },
  },
  RemedyKind: {
    WINDOWS: { zh: '延长开放时段', en: 'Longer hours' },
    PERIOD: { zh: '延长开放日期', en: 'A longer period' },
    QUANTITY_MORE: { zh: '增加数量', en: 'More of it' },
    AUDIENCE: { zh: '放宽面向范围', en: 'A wider audience' },
    NEED_WINDOWS: { zh: '改需求的时段', en: 'Other hours of the need' },
    NEED_ATTRIBUTES: { zh: '放宽需求的要求', en: 'Fewer wishes of the need' },
    NEED_BOTH: { zh: '改需求的两处', en: 'Two changes of the need' },
    NEED_QUANTITY: { zh: '减少需求的数量', en: 'A smaller quantity of the need' },
    NEED_PARTS: { zh: '由几家分担', en: 'From several, in smaller parts' },
    NEED_DISTANCE: { zh: '放宽距离', en: 'A wider distance' },
    SCOPE: { zh: '扩大匹配范围', en: 'A wider scope' },
    RECRUIT: { zh: '再找资源', en: 'More to be found' },
  },
  AdjustmentStage: {
    OPEN: { zh: '待答复', en: 'Open' },
    ACCEPTED: { zh: '已同意', en: 'Accepted' },
    DECLINED: { zh: '未同意', en: 'Declined' },
    WITHDRAWN: { zh: '已撤回', en: 'Withdrawn' },
    EXPIRED: { zh: '已过期', en: 'Expired' },
  },
  ProjectStatus: {
    ACTIVE: { zh: '进行中', en: 'Active' },
    COMPLETED: { zh: '已完成', en: 'Completed' },
    ENDED: { zh: '已终止', en: 'Ended' },
  },
  AgreedHow: {
    PHONE: { zh: '电话', en: 'By phone' },
    VISIT: { zh: '上门', en: 'On a visit' },
    PAPER: { zh: '书面', en: 'On paper' },
    MEETING: { zh: '会议', en: 'In a meeting' },
    MESSAGE: { zh: '信息', en: 'By message' },
  },
  NoticeKind: {
    PROPOSAL_WAITING: { zh: '匹配建议待确认', en: 'A proposal waits' },
    PROPOSAL_CONFIRMED: { zh: '对方已确认', en: 'The other side confirmed' },
    PROPOSAL_DECLINED: { zh: '对方未接受', en: 'The other side declined' },
    RING_WAITING: { zh: '互换组合待确认', en: 'An exchange ring waits' },
    RING_CONFIRMED: { zh: '互换组合有一方已确认', en: 'One of the ring confirmed' },
    RING_DECLINED: { zh: '互换组合有一方未接受', en: 'One of the ring declined' },
    RING_DISSOLVED: { zh: '互换组合已拆开', en: 'The ring was taken apart' },
    ADJUSTMENT_PROPOSED: { zh: '有调整建议', en: 'An adjustment is asked for' },
    ADJUSTMENT_ACCEPTED: { zh: '调整建议已同意', en: 'An adjustment was accepted' },
    ADJUSTMENT_DECLINED: { zh: '调整建议未同意', en: 'An adjustment was declined' },
    ADJUSTMENT_TAKEN_BACK: { zh: '代录的同意已撤销', en: 'An adjustment agreed to on behalf was taken back' },
    PROJECT_BEGUN: { zh: '共建项目成立', en: 'A project began' },
    PROJECT_COMPLETED: { zh: '共建项目完成', en: 'A project is completed' },
    PROJECT_ENDED: { zh: '共建项目终止', en: 'A project ended' },
    PLACES_ASSIGNED: { zh: '分配车位编号', en: 'Places given by number' },
    NEED_WIDENED: { zh: '需求扩大匹配范围', en: 'A need is offered more widely' },
    PROXY_RECORDED: { zh: '有代录记录', en: 'Recorded on your behalf' },
    MEETING_ANNOUNCED: { zh: '会议通知', en: 'A meeting is announced' },
    MEETING_CANCELLED: { zh: '会议取消', en: 'A meeting is cancelled' },
    MEETING_SOON: { zh: '会议提醒', en: 'A meeting is near' },
    MINUTES_OPEN: { zh: '纪要征求意见', en: 'Minutes are open for comments' },
    MINUTES_ISSUED: { zh: '纪要已签发', en: 'Minutes are issued' },
    ITEM_ASSIGNED: { zh: '有新交办的事项', en: 'An item is assigned to you' },
    ITEM_RETURNED: { zh: '事项被退回', en: 'An item was returned' },
    ITEM_REPORTED: { zh: '事项待核验', en: 'An item waits for verification' },
    ITEM_SENT_BACK: { zh: '核验退回', en: 'An item was sent back' },
    ITEM_CLOSED: { zh: '事项已销号', en: 'An item is closed' },
    EXTENSION_ASKED: { zh: '申请延期', en: 'An extension is asked for' },
    EXTENSION_DECIDED: { zh: '延期已答复', en: 'An extension was decided' },
    ITEM_SUPERVISED: { zh: '督办', en: 'Supervised' },
    ITEM_DUE_SOON: { zh: '期限临近', en: 'A deadline is near' },
    ITEM_DUE_TODAY: { zh: '今天到期', en: 'Due today' },
    ITEM_OVERDUE: { zh: '已逾期', en: 'Overdue' },
    REGISTRATION_ASKED: { zh: '有报到待确认', en: 'A registration waits' },
    REGISTRATION_CONFIRMED: { zh: '报到已确认', en: 'A registration is confirmed' },
    REGISTRATION_DECLINED: { zh: '报到未通过', en: 'A registration was declined' },
    REGISTRATION_ENDED: { zh: '报到已结束', en: 'A registration ended' },
    QUARTER_TOTAL_SHARED: { zh: '季度合计已告知单位', en: 'Your unit was told your quarter total' },
    DOCUMENT_UNMASKED: { zh: '证件号码被查看', en: 'Your document number was looked at' },
    SERVICE_LOG_CONFIRMED: { zh: '时长已确认', en: 'Hours confirmed' },
    SERVICE_LOG_CORRECTED: { zh: '时长已更正', en: 'Hours corrected' },
    SERVICE_LOG_RETURNED: { zh: '时长被退回', en: 'Hours returned' },
    RECHECK_WAITING: { zh: '有抽查待回访', en: 'Re-checks wait' },
    LEDGER_BROKEN: { zh: '账本核验不通过', en: 'The ledger does not verify' },
    CERTIFICATE_REVOKED: { zh: '证明已撤销', en: 'A certificate is revoked' },
    ACTIVITY_CANCELLED: { zh: '活动取消', en: 'An activity is cancelled' },
    SIGN_UP_ASKED: { zh: '有报名待审核', en: 'A sign-up waits' },
    SIGN_UP_PLACED: { zh: '报名成功', en: 'You have a place' },
    SIGN_UP_DECLINED: { zh: '报名未通过', en: 'A sign-up was declined' },
    ACTIVITY_SUGGESTED: { zh: '有适合您的活动', en: 'Activities that may suit you' },
    WISH_MADE: { zh: '有新的心愿单', en: 'A new wish' },
    WISH_ANSWERED: { zh: '心愿单有回应', en: 'A wish is answered' },
    UNIT_RECOGNIZED: { zh: '优秀驻区单位', en: 'Recognized' },
  },
  RegistrationKind: {
    UNIT: { zh: '单位党组织报到', en: 'Of a unit' },
    MEMBER: { zh: '在职党员报到', en: 'Of a member' },
  },
  RegistrationStage: {
    WAITING: { zh: '待社区确认', en: 'Waits for the community' },
    CONFIRMED: { zh: '已报到', en: 'Registered' },
    DECLINED: { zh: '未通过', en: 'Declined' },
    ENDED: { zh: '已结束', en: 'Ended' },
  },
  RegistrationEnd: {
    MOVED: { zh: '搬迁', en: 'Moved' },
    LEFT: { zh: '调离或退出', en: 'Left' },
  },
  ConsentPurpose: {
    MEMBERSHIP: { zh: '党员身份', en: 'Party membership' },
    DOCUMENT_NUMBER: { zh: '证件号码', en: 'Document number' },
    CHILD_DATA: { zh: '儿童信息', en: "A child's data" },
  },
  ConsentHow: {
    SELF: { zh: '本人在线同意', en: 'Given here' },
    PAPER: { zh: '书面同意', en: 'On paper' },
  },
  DocumentKind: {
    ID_CARD: { zh: '居民身份证', en: 'Resident identity card' },
    PASSPORT: { zh: '护照', en: 'Passport' },
    TRAVEL_PERMIT: { zh: '来往内地通行证', en: 'Mainland travel permit' },
    RESIDENCE_PERMIT: { zh: '居住证', en: 'Residence permit' },
  },
  ServiceLogStage: {
    WAITING: { zh: '待社区确认', en: 'Waits for the community' },
    HELD: { zh: '待人工核对', en: 'Held for a look' },
    CONFIRMED: { zh: '已确认', en: 'Confirmed' },
    RETURNED: { zh: '已退回', en: 'Returned' },
    WITHDRAWN: { zh: '已撤回', en: 'Withdrawn' },
  },
  ServiceLogSource: {
    SELF: { zh: '本人记录', en: 'Logged by oneself' },
    PAPER: { zh: '纸质名单', en: 'From a paper list' },
    CHECK_IN: { zh: '扫码签到', en: 'By check-in' },
    ATTENDANCE: { zh: '到场登记', en: "From the organiser's list" },
  },
  ServiceDoubt: {
    OVERLAP: { zh: '时间重叠', en: 'Overlaps another' },
    LONG_DAY: { zh: '一天超过 14 小时', en: 'Over 14 hours in a day' },
    TWICE: { zh: '疑似重复', en: 'Twice the same' },
  },
  ServiceRecordKind: {
    SERVICE: { zh: '服务', en: 'Service' },
    REVERSAL: { zh: '冲销', en: 'Reversal' },
    CORRECTION: { zh: '更正', en: 'Correction' },
  },
  RecheckResult: {
    RIGHT: { zh: '属实', en: 'Right' },
    WRONG: { zh: '不符', en: 'Wrong' },
  },
  LedgerProblem: {
    ALTERED: { zh: '内容被改动', en: 'Altered' },
    MISSING: { zh: '记录缺失', en: 'Missing' },
    OUT_OF_ORDER: { zh: '次序不符', en: 'Out of order' },
    ANCHOR_MISSING: { zh: '存证缺失', en: 'Anchor missing' },
    ANCHOR_ALTERED: { zh: '存证被改动', en: 'Anchor altered' },
    TOTALS_DIFFER: { zh: '合计不符', en: 'Totals differ' },
  },
  CertificateState: {
    VALID: { zh: '有效', en: 'Valid' },
    REVOKED: { zh: '已撤销', en: 'Revoked' },
    UNKNOWN: { zh: '查无此证', en: 'Unknown' },
  },
  ActivityKind: {
    VOLUNTEER_SERVICE: { zh: '志愿服务', en: 'Volunteer service' },
    COURSE: { zh: '公益课程', en: 'Course' },
    LECTURE: { zh: '微党课', en: 'Lecture' },
    OPEN_DAY: { zh: '开放日', en: 'Open day' },
    VISIT: { zh: '参观走访', en: 'Visit' },
    PARTY_DAY: { zh: '主题党日', en: 'Party day' },
  },
  ActivityStage: {
    DRAFT: { zh: '草稿', en: 'Draft' },
    PUBLISHED: { zh: '报名中', en: 'Open' },
    CANCELLED: { zh: '已取消', en: 'Cancelled' },
  },
  SignUpStage: {
    ASKED: { zh: '待审核', en: 'Waits for approval' },
    PLACED: { zh: '已报名', en: 'Signed up' },
    QUEUED: { zh: '候补中', en: 'On the waiting list' },
    WITHDRAWN: { zh: '已撤回', en: 'Withdrawn' },
    DECLINED: { zh: '未通过', en: 'Declined' },
  },
  WishStage: {
    OPEN: { zh: '待回应', en: 'Open' },
    TURNED: { zh: '已安排', en: 'Arranged' },
    ANSWERED: { zh: '已答复', en: 'Answered' },
  },
  DutyOutlook: {
    MET: { zh: '已完成', en: 'Met' },
    ON_PACE: { zh: '按当前进度可完成', en: 'On pace' },
    BEHIND: { zh: '按当前进度完不成', en: 'Behind' },
  },
  MatchRunStatus: {
    QUEUED: { zh: '等待运行', en: 'Waiting' },
    RUNNING: { zh: '运行中', en: 'Running' },
    DONE: { zh: '已完成', en: 'Done' },
    FAILED: { zh: '未完成', en: 'Failed' },
  },
  MatchRunCause: {
    PRESSED: { zh: '人工运行', en: 'Run by a person' },
    CHANGED: { zh: '变动后自动调整', en: 'Adjusted after a change' },
    NIGHTLY: { zh: '每晚自动运行', en: 'Run at night' },
    RULES: { zh: '规则修改后自动运行', en: 'Run after the rules were changed' },
  },
  MatchRunFailure: {
    CHECK_FAILED: { zh: '独立复核没有通过', en: 'The independent check did not accept it' },
    ENGINE_FAILED: { zh: '计算没有完成', en: 'The computation did not finish' },
    INTERRUPTED: { zh: '运行中断', en: 'It was interrupted' },
  },
  MatchChangeKind: {
    PUBLISHED: { zh: '新发布', en: 'Published' },
    REVISED: { zh: '已修改', en: 'Revised' },
    WITHDRAWN: { zh: '已撤回', en: 'Withdrawn' },
    CONFIRMED: { zh: '已确认', en: 'Confirmed' },
    DECLINED: { zh: '未接受', en: 'Declined' },
    ENDED: { zh: '项目结束', en: 'Project ended' },
    ADJUSTED: { zh: '按建议调整', en: 'Adjusted as proposed' },
    FREED: { zh: '重新空出', en: 'Free again' },
    OVERTAKEN: { zh: '已被别的匹配先占用', en: 'Given to others first' },
  },
  Urgency: {
    '1': { zh: '1 级（不急）', en: 'Level 1 (can wait)' },
    '2': { zh: '2 级（一般）', en: 'Level 2 (ordinary)' },
    '3': { zh: '3 级（较急）', en: 'Level 3 (fairly urgent)' },
    '4': { zh: '4 级（紧急）', en: 'Level 4 (urgent)' },
    '5': { zh: '5 级（特急）', en: 'Level 5 (at once)' },
  },
  MeetingKind: {
    REGULAR: { zh: '常态例会', en: 'Regular meeting' },
    CENTRAL_TASK: { zh: '中心工作', en: 'Central task' },
    URGENT: { zh: '紧急事项', en: 'Urgent matter' },
  },
  MeetingRhythm: {
    WEEKLY: { zh: '每周', en: 'Weekly' },
    MONTHLY: { zh: '每月', en: 'Monthly' },
    HALF_YEARLY: { zh: '每半年', en: 'Half-yearly' },
    DAYS_OF_MONTH: { zh: '每月几日', en: 'On days of the month' },
  },
  DayRole: {
    HEAR: { zh: '听诉求', en: 'Hear' },
    PUSH: { zh: '现场推进', en: 'Push on site' },
    LOOK_BACK: { zh: '回头看', en: 'Look back' },
  },
  MeetingStage: {
    PLANNED: { zh: '筹备中', en: 'Planned' },
    ANNOUNCED: { zh: '已通知', en: 'Announced' },
    HELD: { zh: '已召开', en: 'Held' },
    CANCELLED: { zh: '已取消', en: 'Cancelled' },
  },
  InvitationCapacity: {
    UNIT: { zh: '单位', en: 'Unit' },
    PARTY_MEMBER: { zh: '党员代表', en: "Party members' representative" },
    RESIDENT: { zh: '居民代表', en: "Residents' representative" },
    OBSERVER: { zh: '列席', en: 'Observer' },
    SUPERVISOR: { zh: '上级部门', en: 'Supervisor' },
  },
  InvitationAnswer: {
    WAITING: { zh: '未答复', en: 'No answer yet' },
    COMING: { zh: '参加', en: 'Coming' },
    NOT_COMING: { zh: '请假', en: 'Not coming' },
  },
  Attendance: {
    UNKNOWN: { zh: '未记录', en: 'Not recorded' },
    PRESENT: { zh: '到会', en: 'Present' },
    ON_LEAVE: { zh: '请假', en: 'On leave' },
    ABSENT: { zh: '未到', en: 'Absent' },
  },
  AgendaSource: {
    PROPOSED: { zh: '成员提出', en: 'Proposed by a member' },
    UNMET_NEED: { zh: '未满足的需求', en: 'Unmet need' },
    OVERDUE_ITEM: { zh: '逾期的议定事项', en: 'Overdue resolved item' },
    CARRIED_OVER: { zh: '上次会议续议', en: 'Carried over' },
    HANDED_UP: { zh: '社区上报', en: 'Handed up' },
    HANDED_DOWN: { zh: '街道答复', en: 'Answered from above' },
  },
  AgendaOutcome: {
    DECIDED: { zh: '已议定', en: 'Decided' },
    CARRIED_OVER: { zh: '下次续议', en: 'Carried over' },
    HANDED_UP: { zh: '上报街道', en: 'Handed up' },
    INFORMATION: { zh: '通报', en: 'For information' },
    DROPPED: { zh: '不再议', en: 'Dropped' },
  },
  Stance: {
    SUPPORT: { zh: '赞成', en: 'Supports' },
    RESERVATION: { zh: '有保留', en: 'Has reservations' },
    OBJECTION: { zh: '不同意', en: 'Objects' },
    INFORMATION: { zh: '说明', en: 'Explains' },
  },
  ItemStage: {
    NOTED: { zh: '待签发', en: 'Noted' },
    ASSIGNED: { zh: '已交办', en: 'Assigned' },
    ACCEPTED: { zh: '办理中', en: 'In progress' },
    RETURNED: { zh: '已退回', en: 'Returned' },
    REPORTED: { zh: '待核验', en: 'Reported done' },
    CLOSED: { zh: '已销号', en: 'Closed' },
  },
  ItemStepKind: {
    ASSIGNED: { zh: '交办', en: 'Assigned' },
    ACCEPTED: { zh: '接受', en: 'Accepted' },
    RETURNED: { zh: '退回', en: 'Returned' },
    PROGRESS: { zh: '报进展', en: 'Progress' },
    EXTENSION_ASKED: { zh: '申请延期', en: 'Extension asked for' },
    EXTENDED: { zh: '同意延期', en: 'Extended' },
    EXTENSION_REFUSED: { zh: '不同意延期', en: 'Extension refused' },
    REPORTED: { zh: '报完成', en: 'Reported done' },
    SENT_BACK: { zh: '核验退回', en: 'Sent back' },
    CLOSED: { zh: '销号', en: 'Closed' },
    SUPERVISED: { zh: '督办', en: 'Supervised' },
    LOOKED_BACK: { zh: '回访', en: 'Looked back' },
  },
  MinutesStage: {
    DRAFT: { zh: '草稿', en: 'Draft' },
    COMMENTING: { zh: '征求意见', en: 'Open for comments' },
    CONFIRMED: { zh: '已确认', en: 'Confirmed' },
    ISSUED: { zh: '已签发', en: 'Issued' },
  },
  Category: {
    PARKING: { zh: '车位', en: 'Parking' },
    VENUE: { zh: '场地', en: 'Venue' },
    VOLUNTEER_SERVICE: { zh: '志愿服务', en: 'Volunteer service' },
    GOODS: { zh: '图书物资', en: 'Books and goods' },
    COURSE: { zh: '课程', en: 'Course' },
    EQUIPMENT: { zh: '设备', en: 'Equipment' },
    LAND: { zh: '土地', en: 'Land' },
    WORKS: { zh: '施工', en: 'Works' },
    LECTURE: { zh: '宣讲', en: 'Lecture' },
    EXPERT: { zh: '专家', en: 'Expert' },
    POLICY_SERVICE: { zh: '政策服务', en: 'Policy service' },
  },
  UnitOfMeasure: {
    PIECE: { zh: '个', en: 'pcs' },
    PLACE: { zh: '处', en: 'places' },
    ROOM: { zh: '间', en: 'rooms' },
    PERSON: { zh: '人', en: 'people' },
    VOLUME: { zh: '册', en: 'volumes' },
    ITEM: { zh: '件', en: 'items' },
    SET: { zh: '台', en: 'sets' },
    LESSON: { zh: '节', en: 'lessons' },
    EVENT: { zh: '场', en: 'events' },
    TIME: { zh: '次', en: 'times' },
    SQUARE_METRE: { zh: '平方米', en: 'm²' },
    CENTIMETRE: { zh: '厘米', en: 'cm' },
  },
  Attribute: {
    vehicle: { zh: '车辆', en: 'Vehicle' },
    covered: { zh: '有顶棚或在室内', en: 'Covered' },
    charging: { zh: '可充电', en: 'Charging' },
    entranceHeight: { zh: '入口净高', en: 'Entrance height' },
    venue: { zh: '场地类型', en: 'Kind of venue' },
    seats: { zh: '座位', en: 'Seats' },
    projector: { zh: '有投影', en: 'Projector' },
    accessible: { zh: '无障碍', en: 'Accessible' },
    field: { zh: '服务领域', en: 'Field of service' },
    skills: { zh: '技能说明', en: 'Skills' },
    goods: { zh: '物资类型', en: 'Kind of goods' },
    condition: { zh: '成色', en: 'Condition' },
    subject: { zh: '课程内容', en: 'Subject' },
    ageGroup: { zh: '面向人群', en: 'For whom' },
  },
  VehicleKind: {
    CAR: { zh: '小汽车', en: 'Car' },
    EBIKE: { zh: '电动自行车', en: 'E-bike' },
    BICYCLE: { zh: '自行车', en: 'Bicycle' },
    VAN: { zh: '面包车', en: 'Van' },
  },
  VenueKind: {
    MEETING_ROOM: { zh: '会议室', en: 'Meeting room' },
    CLASSROOM: { zh: '教室', en: 'Classroom' },
    HALL: { zh: '礼堂', en: 'Hall' },
    SPORTS: { zh: '运动场地', en: 'Sports ground' },
    ACTIVITY_ROOM: { zh: '活动室', en: 'Activity room' },
  },
  VolunteerField: {
    CIVILITY: { zh: '文明引导', en: 'Civility' },
    LEGAL_ADVICE: { zh: '法律咨询', en: 'Legal advice' },
    SCIENCE: { zh: '科普宣传', en: 'Popular science' },
    ENVIRONMENT: { zh: '环境保护', en: 'Environment' },
    ELDERLY: { zh: '助老', en: 'Help for the old' },
    DISABLED: { zh: '助残', en: 'Help for the disabled' },
    POVERTY: { zh: '助困', en: 'Help for the poor' },
  },
  GoodsKind: {
    BOOKS: { zh: '图书', en: 'Books' },
    SUPPLIES: { zh: '日用物资', en: 'Supplies' },
    FURNITURE: { zh: '家具', en: 'Furniture' },
    CLOTHES: { zh: '衣物', en: 'Clothes' },
    OTHER: { zh: '其他', en: 'Other' },
  },
  GoodsCondition: {
    NEW: { zh: '全新', en: 'New' },
    GOOD: { zh: '良好', en: 'Good' },
    USED: { zh: '可用', en: 'Usable' },
  },
  CourseSubject: {
    MUSIC: { zh: '音乐', en: 'Music' },
    ART: { zh: '美术', en: 'Art' },
    BASKETBALL: { zh: '篮球', en: 'Basketball' },
    ERHU: { zh: '二胡', en: 'Erhu' },
    DANCE: { zh: '舞蹈', en: 'Dance' },
    CALLIGRAPHY: { zh: '书法', en: 'Calligraphy' },
    OTHER: { zh: '其他', en: 'Other' },
  },
  AgeGroup: {
    CHILDREN: { zh: '儿童', en: 'Children' },
    ADULTS: { zh: '成人', en: 'Adults' },
    ELDERS: { zh: '老年人', en: 'Old people' },
  },
  ScoreTermKind: {
    CATEGORY: { zh: '类别相同', en: 'Same category' },
    WINDOWS: { zh: '时段完全覆盖', en: 'Hours fully covered' },
    PROXIMITY: { zh: '远近', en: 'Proximity' },
    URGENCY: { zh: '紧急程度', en: 'Urgency' },
    RECIPROCITY: { zh: '互惠', en: 'Reciprocity' },
    DISTANCE: { zh: '距离', en: 'Distance' },
    WIDENING: { zh: '扩大范围', en: 'Wider scope' },
  },
  MatchingScope: {
    COMMUNITY: { zh: '本社区', en: 'This community' },
    STREET: { zh: '本街道', en: 'This street' },
    DISTRICT: { zh: '本区', en: 'This district' },
    CITY: { zh: '全市', en: 'The city' },
  },
  ObstacleCode: {
    NO_RESOURCE: { zh: '没有这类资源', en: 'No resource of this kind' },
    OUTSIDE_SCOPE: { zh: '超出匹配范围', en: 'Beyond the scope' },
    OUTSIDE_AUDIENCE: { zh: '不在面向范围内', en: 'Outside the audience' },
    DISTANCE: { zh: '距离太远', en: 'Too far' },
    ATTRIBUTES: { zh: '条件不符', en: 'Attributes do not fit' },
    WINDOWS: { zh: '时段不够', en: 'Hours not covered' },
    PERIOD: { zh: '期间不够', en: 'Period not covered' },
    DECLINED: { zh: '对方未接受', en: 'Declined before' },
    QUANTITY: { zh: '数量不够', en: 'Quantity does not fit' },
    TAKEN: { zh: '已被占用', en: 'Taken by others' },
  },
} as const satisfies Record<string, Record<string, Label>>

export type EnumName = keyof typeof ENUMS
export type EnumValue<E extends EnumName> = keyof (typeof ENUMS)[E] & string

export type OrganizationKind = EnumValue<'OrganizationKind'>
export type UnitKind = EnumValue<'UnitKind'>
export type Role = EnumValue<'Role'>
export type EntryStatus = EnumValue<'EntryStatus'>
export type Supply = EnumValue<'Supply'>
export type AudienceKind = EnumValue<'AudienceKind'>
export type OwnersDecisionBy = EnumValue<'OwnersDecisionBy'>
export type ProposalStatus = EnumValue<'ProposalStatus'>
export type RingStatus = EnumValue<'RingStatus'>
export type ProposalOrigin = EnumValue<'ProposalOrigin'>
export type WindowClass = EnumValue<'WindowClass'>
export type Side = EnumValue<'Side'>
export type RemedyKind = EnumValue<'RemedyKind'>
export type AdjustmentStage = EnumValue<'AdjustmentStage'>
export type DeclineReason = EnumValue<'DeclineReason'>
export type ProjectStatus = EnumValue<'ProjectStatus'>
export type AgreedHow = EnumValue<'AgreedHow'>
export type NoticeKind = EnumValue<'NoticeKind'>
export type MatchRunStatus = EnumValue<'MatchRunStatus'>
export type MatchRunCause = EnumValue<'MatchRunCause'>
export type MatchRunFailure = EnumValue<'MatchRunFailure'>
export type MatchChangeKind = EnumValue<'MatchChangeKind'>
export type MeetingKind = EnumValue<'MeetingKind'>
export type MeetingRhythm = EnumValue<'MeetingRhythm'>
export type DayRole = EnumValue<'DayRole'>
export type MeetingStage = EnumValue<'MeetingStage'>
export type InvitationCapacity = EnumValue<'InvitationCapacity'>
export type InvitationAnswer = EnumValue<'InvitationAnswer'>
export type Attendance = EnumValue<'Attendance'>
export type AgendaSource = EnumValue<'AgendaSource'>
export type AgendaOutcome = EnumValue<'AgendaOutcome'>
export type Stance = EnumValue<'Stance'>
export type ItemStage = EnumValue<'ItemStage'>
export type ItemStepKind = EnumValue<'ItemStepKind'>
export type MinutesStage = EnumValue<'MinutesStage'>
export type RegistrationKind = EnumValue<'RegistrationKind'>
export type RegistrationStage = EnumValue<'RegistrationStage'>
export type RegistrationEnd = EnumValue<'RegistrationEnd'>
export type ConsentPurpose = EnumValue<'ConsentPurpose'>
export type ConsentHow = EnumValue<'ConsentHow'>
export type DocumentKind = EnumValue<'DocumentKind'>
export type ServiceLogStage = EnumValue<'ServiceLogStage'>
export type ServiceLogSource = EnumValue<'ServiceLogSource'>
export type ServiceDoubt = EnumValue<'ServiceDoubt'>
export type ServiceRecordKind = EnumValue<'ServiceRecordKind'>
export type RecheckResult = EnumValue<'RecheckResult'>
export type LedgerProblem = EnumValue<'LedgerProblem'>
export type CertificateState = EnumValue<'CertificateState'>
export type ActivityKind = EnumValue<'ActivityKind'>
export type ActivityStage = EnumValue<'ActivityStage'>
export type SignUpStage = EnumValue<'SignUpStage'>
export type WishStage = EnumValue<'WishStage'>
export type DutyOutlook = EnumValue<'DutyOutlook'>
export type VolunteerField = EnumValue<'VolunteerField'>
export type CourseSubject = EnumValue<'CourseSubject'>
export type Category = EnumValue<'Category'>
export type UnitOfMeasure = EnumValue<'UnitOfMeasure'>
export type AttributeName = EnumValue<'Attribute'>
export type ScoreTermKind = EnumValue<'ScoreTermKind'>
export type ObstacleCode = EnumValue<'ObstacleCode'>
export type MatchingScope = EnumValue<'MatchingScope'>

/** The values of an enumeration in the order they are shown. */
export function valuesOf<E extends EnumName>(name: E): EnumValue<E>[] {
  return Object.keys(ENUMS[name]) as EnumValue<E>[]
}

/**
 * The label of a value. What an older or newer server may send and this dictionary does not hold is shown as its
 * code rather than as nothing.
 */
export function label<E extends EnumName>(name: E, value: EnumValue<E>, language: Language = 'zh'): string {
  const labels: Record<string, Label> = ENUMS[name]
  return labels[value]?.[language] ?? value
}
