import type { MinutesDocument } from '../document.ts'

/** 青园街道's third meeting of 2026, with all that minutes can hold. */
export const MINUTES: MinutesDocument = {
  mark: '青园街道红色联盟联席会议纪要',
  number: '〔2026〕3号',
  title: '关于校园社区老旧小区停车与充电设施共建共享的会议纪要',
  heldOn: '2026-03-05',
  issuedOn: '2026-03-09',
  issuer: '青园街道红色联盟联席会议办公室',
  opening:
    '2026年3月5日下午，青园街道红色联盟在街道党群服务中心二楼会议室召开2026年第三次联席会议，研究校园社区九个老旧小区停车难、充电难等事项。会议由街道党工委书记刘建国主持，联盟成员单位、党员代表和居民代表参加。现纪要如下：',
  items: [
    {
      heading: '关于九个老旧小区夜间错峰停车',
      discussion:
        '会议听取了校园社区党委关于九个老旧小区停车情况的汇报。九个小区共有住户2146户，登记车辆1083辆，固定车位仅412个，夜间缺口约三百个。\n周边的省第二实验小学、市供电公司青园营业部夜间均有空置车位，具备错峰共享的条件。',
      opinions: [
        { organization: '省第二实验小学党总支', stance: 'SUPPORT', words: '愿意在工作日19时至次日6时30分开放操场东侧60个车位，请社区负责登记和引导' },
        { organization: '市供电公司青园营业部党支部', stance: 'RESERVATION', words: '可以提供25个车位，抢修车辆的通道须全天留出。' },
        { organization: '校园社区居民代表', stance: 'INFORMATION', words: '多数居民可以接受每月不超过60元的管理费。' },
      ],
      decision: '会议决定，自2026年4月1日起在校园社区试行夜间错峰停车，试行期三个月',
      resolved: [
        { text: '完成停车登记系统录入和小区公示', lead: '校园社区党委', coOrganizations: ['省第二实验小学党总支', '市供电公司青园营业部党支部'], dueOn: '2026-03-25' },
        { text: '完成操场东侧出入口照明和标线施工。', lead: '青园街道城市管理办公室', coOrganizations: ['省第二实验小学党总支'], dueOn: '2026-03-31' },
        { text: '试行满一个月时向联席会议报告使用情况', lead: '校园社区党委', coOrganizations: [], dueOn: '2026-05-08' },
      ],
      outcome: 'DECIDED',
    },
    {
      heading: '关于电动自行车充电棚选址',
      discussion: '会议讨论了三处备选场地。与会单位对消防间距的意见不一致，须由专业部门现场勘验后再定。',
      opinions: [],
      decision: '',
      resolved: [{ text: '组织消防救援站现场勘验并提出书面意见', lead: '青园街道应急管理办公室', coOrganizations: ['校园社区党委'], dueOn: '2026-04-10' }],
      outcome: 'CARRIED_OVER',
    },
    {
      heading: '关于校园路综合整治',
      discussion: '校园路涉及道路、给水、热力等多个产权单位，超出街道协调权限。',
      opinions: [{ organization: '校园社区党委', stance: 'SUPPORT', words: '' }],
      decision: '',
      resolved: [],
      outcome: 'HANDED_UP',
    },
  ],
  present: ['青园街道党工委刘建国', '校园社区党委王淑芬', '省第二实验小学党总支李明', '市供电公司青园营业部党支部赵伟', '青园街道城市管理办公室陈静', '校园社区居民代表孙桂兰'],
  onLeave: ['河北某物业服务公司党支部周强'],
  observers: ['裕华区委组织部高峰', '党员代表马丽'],
  attachments: ['校园社区九个老旧小区车位情况一览表', '省第二实验小学夜间错峰停车开放方案（试行）。'],
  sentTo: ['裕华区委组织部', '联盟各成员单位', '校园社区党委'],
  correction: null,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
}
