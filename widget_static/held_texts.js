/**
 * Which words fit what was held back, asked about or taken out: those about cards, about codes,
 * or about other private data. Pure.
 *
 * @import {HeldKind, Verdict} from './inspect.js'
 * @import {TextKey} from './texts.js'
 */

/** @typedef {'card' | 'code' | 'private'} Topic */

/** @type {Record<string, Topic>} */
const TOPICS = { card: 'card', cvv: 'card', pin: 'code', otp: 'code', password: 'code' };

/** @param {HeldKind} kind @returns {Topic} */
export function topicOf(kind) {
  return TOPICS[kind ?? 'card'] ?? 'private';
}

/**
 * @param {Verdict} verdict `held` or `guard_failed`
 * @param {HeldKind} kind
 * @param {boolean} isCalling
 * @returns {{title: TextKey, words: TextKey}}
 */
export function heldTexts(verdict, kind, isCalling) {
  if (verdict === 'guard_failed') return { title: 'guardFailedTitle', words: 'guardFailedWords' };
  const topic = topicOf(kind);
  if (topic === 'code') return { title: 'heldCodeTitle', words: 'heldCodeWords' };
  if (topic === 'card') {
    return { title: 'heldTitle', words: isCalling ? 'heldDuringCall' : 'heldWords' };
  }
  const words = isCalling ? 'heldPrivateDuringCall' : 'heldPrivateWords';
  return { title: 'heldPrivateTitle', words };
}

/**
 * @param {HeldKind} kind
 * @param {boolean} isCalling
 * @returns {{title: TextKey, words: TextKey, no: TextKey}}
 */
export function askedTexts(kind, isCalling) {
  if (kind === 'card') {
    const words = isCalling ? 'askedDuringCall' : 'askedWords';
    return { title: 'askedTitle', words, no: 'isNotCard' };
  }
  const words = isCalling ? 'askedPrivateDuringCall' : 'askedPrivateWords';
  return { title: 'askedPrivateTitle', words, no: 'isNot' };
}

/** @param {HeldKind} kind @returns {TextKey} */
export function clearedText(kind) {
  return topicOf(kind) === 'card' ? 'cleared' : 'clearedPrivate';
}

/** The most dangerous first. @param {readonly NonNullable<HeldKind>[]} kinds @returns {TextKey} */
export function withheldText(kinds) {
  const topics = kinds.map(topicOf);
  if (topics.includes('card')) return 'withheld';
  return topics.includes('code') ? 'withheldCode' : 'withheldPrivate';
}
