/** Two tones, in hertz, one after the other. */
const TONES = [659, 880];
const TONE_SECONDS = 0.12;
const LOUDNESS = 0.08;

/** Plays two short, soft tones. Does nothing before the user has touched the page, as browsers want it. */
export function chime(): void {
  const { userActivation } = navigator as Partial<Navigator>;
  if (userActivation && !userActivation.hasBeenActive) return;
  const audio = new AudioContext();
  TONES.forEach((tone, index) => {
    const start = audio.currentTime + index * TONE_SECONDS;
    const end = start + 3 * TONE_SECONDS;
    const gain = new GainNode(audio, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.0001, end);
    const voice = new OscillatorNode(audio, { frequency: tone });
    voice.connect(gain).connect(audio.destination);
    voice.start(start);
    voice.stop(end);
    if (index === TONES.length - 1) voice.onended = () => void audio.close();
  });
}
