/** Every word the customer reads. Another language is one more object with the same keys. */

const en = {
  conversation: 'Conversation',
  message: 'Message',
  messageHint: 'Write a message',
  send: 'Send',
  closeChat: 'Close chat',
  callUs: 'Call us on {phone}',
  callMe: 'Call me',
  edit: 'Edit',
  cancel: 'Cancel',
  notNow: 'Not now',
  tryAgain: 'Try again',
  newest: 'New messages',

  greeting: 'Hello. How can we help?',
  greetingMore: 'Write here and we answer in this window. You can also ask us to call you.',
  weAnswer: 'We will answer here. Or call us:',
  agentAnswers: '{name} is with you',
  waiting: 'We have your message. Somebody will answer here.',
  writeAgain: 'This conversation has ended. Write to start a new one.',
  newConversation: 'New conversation',

  you: 'You',
  sending: 'Sending',
  sent: 'Sent',
  notSent: 'Not sent.',
  withheld: 'Card number withheld',
  withheldCode: 'Password or code withheld',
  withheldPrivate: 'Private data withheld',
  isTyping: '{name} is typing…',
  joined: '{name} joined',
  left: '{name} has left. We will answer here.',
  ended: '{name} ended the conversation',

  lost: 'Reconnecting…',
  connecting: 'Connecting… your words are safe',
  reconnecting: 'Reconnecting… your words are safe',
  outdated: 'Please reload this page to go on.',
  unavailable: 'The chat is not available just now. Please call us.',

  heldTitle: 'That looks like a card number',
  heldWords:
    'We never take card details in chat, so it has not been sent. We can call you and take it safely by phone.',
  heldDuringCall:
    'We never take card details in chat, so it has not been sent. Please tell us on the phone.',
  heldCodeTitle: 'That looks like a password or code',
  heldCodeWords: 'It has not been sent. Please never send it in chat.',
  heldPrivateTitle: 'That looks like private data ({kind})',
  heldPrivateWords: 'It has not been sent. We can call you.',
  heldPrivateDuringCall: 'It has not been sent. Please tell us on the phone.',
  askedTitle: 'Is that a card number?',
  askedWords: 'If it is, please do not send it here. We can call you and take it safely by phone.',
  askedDuringCall: 'If it is, please do not send it here. Please tell us on the phone.',
  askedPrivateTitle: 'That looks like private data ({kind})',
  askedPrivateWords: 'If it is, please do not send it here. We can call you.',
  askedPrivateDuringCall: 'If it is, please do not send it here. Please tell us on the phone.',
  isNotCard: 'Not a card number',
  isNot: 'It is not',
  guardFailedTitle: 'We could not check that text',
  guardFailedWords:
    'We look for card numbers before anything is sent. That did not work just now, so this was not sent. Please try again, or call us.',
  tooLong: 'That is too long. Please send it in shorter parts.',
  offerTitle: 'Shall we call you?',
  offerWords:
    'Card details are safest by phone. The number in your message was taken out before anybody saw it.',
  orCall: 'Or call us:',

  formTitle: 'We can call you',
  phoneNumber: 'Phone number',
  consent: 'We will call you on this number, only about this chat.',
  requestCall: 'Request call',
  requesting: 'Asking for a call…',
  phoneMissing: 'Please enter your phone number.',
  phoneIsCard: 'Please do not enter a card number here.',
  phoneUnchecked: 'We could not check that number, so it was not sent. Please call us.',

  call: 'Call',
  cancelCall: 'Cancel call',
  cleared: 'The card number was removed from the message box.',
  clearedPrivate: 'What was not sent was removed from the message box.',
  confirmedTitle: 'We will call you',
  confirmedWords: 'We will ring {hint}. Please keep your phone close.',
  dialingTitle: '{name} is calling you',
  dialingWords: 'Your phone {hint} should ring.',
  talkingTitle: 'You are talking with {name}',
  talkingWords: 'You can give card details on the phone.',
  missedTitle: 'We could not reach you',
  no_answer: 'We rang {hint}, but nobody answered.',
  busy: 'We rang {hint}, but the line was busy.',
  wrong_number: 'The number {hint} did not reach you.',

  lineConfirmed: 'You asked for a call on {hint}',
  lineDialing: '{name} is calling you',
  lineTalking: 'You are talking with {name}',
  lineTalked: 'Call finished',
  lineCanceled: 'Call canceled',
  lineNoAnswer: 'We rang, but nobody answered',
  lineBusy: 'We rang, but the line was busy',
  lineWrongNumber: 'The number did not reach you',

  card: 'a card number',
  cvv: "a card's security code",
  pin: 'a PIN',
  otp: 'a one-time code',
  password: 'a password',
  iban: 'a bank account number',
  bank_account: 'a bank account number',
  routing: 'bank details',
  ssn: 'a social security number',
  national_id: 'an identity number',

  poison: 'This message could not be delivered.',
  today: 'Today',
  yesterday: 'Yesterday',
  we: 'The shop',
};

/** @typedef {keyof typeof en} TextKey */
/** @typedef {(key: TextKey, values?: Record<string, string>) => string} Speak */

/** @type {Record<string, typeof en>} */
const languages = { en };

/** The language to use for a locale such as `en-GB`. @param {string} locale */
export function languageFor(locale) {
  const [language = ''] = locale.toLowerCase().split(/[-_]/);
  return Object.hasOwn(languages, language) ? language : 'en';
}

/** @param {string} language @returns {Speak} */
export function speaker(language) {
  const texts = languages[language] ?? en;
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}
