// Light or dark: as the system has it, unless a person chose. Runs before the page is drawn, so that nothing flashes.
const KEY = 'reportedly-theme';
const root = document.documentElement;

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing shows the theme for this page alone.
  }
}

function current(): 'light' | 'dark' {
  const chosen = root.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function label(button: HTMLButtonElement): void {
  const other = current() === 'dark' ? 'light' : 'dark';
  button.setAttribute('aria-label', `Show in ${other}`);
  button.title = `Show in ${other}`;
}

const chosen = kept();
if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
root.classList.add('scripted');

addEventListener('DOMContentLoaded', () => {
  const button = document.querySelector<HTMLButtonElement>('button.theme');
  if (!button) return;
  button.hidden = false;
  label(button);
  button.addEventListener('click', () => {
    root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
    keep(root.dataset.theme);
    label(button);
    dispatchEvent(new CustomEvent('theme'));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    label(button);
    dispatchEvent(new CustomEvent('theme'));
  });
});
