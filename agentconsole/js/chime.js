/** Two soft notes, made here so that no sound file is fetched. */

const NOTES_HERTZ = [659.25, 880];
const NOTE_SECONDS = 0.16;
const FADE_SECONDS = 0.35;
const LOUDNESS = 0.08;

/** Browsers allow sound only after a click. @type {AudioContext | undefined} */
let audio;

export function chime() {
  audio ??= new AudioContext();
  audio.resume();
  const context = audio;
  NOTES_HERTZ.forEach((frequency, index) => {
    play(context, frequency, context.currentTime + index * NOTE_SECONDS);
  });
}

/** @param {AudioContext} context @param {number} frequency @param {number} start */
function play(context, frequency, start) {
  const note = new OscillatorNode(context, { type: 'sine', frequency });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(LOUDNESS, start);
  volume.gain.exponentialRampToValueAtTime(0.001, start + FADE_SECONDS);
  note.connect(volume).connect(context.destination);
  note.start(start);
  note.stop(start + FADE_SECONDS);
}
