import '@cloudscape-design/global-styles/index.css';
import './style.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { applyAppearance } from './shell/appearance.ts';

applyAppearance();
const root = document.getElementById('console');
if (root) createRoot(root).render(<App />);
