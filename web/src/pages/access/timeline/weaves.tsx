/** Patterns that tell states apart without their colours. */
export const Weaves = () => (
  <svg width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      <pattern id="held-moving" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className="ink moving" x1="0" y1="0" x2="0" y2="8" strokeWidth="2" opacity="0.45" />
      </pattern>
      <pattern id="held-cut" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <line className="ink" x1="0" y1="0" x2="0" y2="6" strokeWidth="1.5" opacity="0.55" />
      </pattern>
      <pattern id="held-failed" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="ink failed" d="M0 0V7M0 0H7" opacity="0.4" />
      </pattern>
    </defs>
  </svg>
);
