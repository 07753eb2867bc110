/** What the file of one's own data says of itself. */
export const MY_DATA_TEXTS = {
  about: '红色联盟：本人在平台中的全部信息。Everything that the Red Alliance keeps of you.',
  howToRead: 'person 本人；roles 任职；registrations 双报到；children 孩子；consents 同意；unmaskings 谁查看过证件号码；serviceLogs、serviceRecords 服务时长；certificates 证明；signUps 报名；wishes 心愿单；notices 消息。',
} as const
