/** How the value of an attribute is treated. */
export type AttributeRule = 'text' | 'link' | 'image' | 'image-set' | 'css'

function words(text: string): string[] {
  return text.split(/\s+/).filter(word => word !== '')
}

/**
 * Elements that are kept; the tags of all others are dropped, their content is not. There is none among them that
 * frames, embeds, submits, refreshes or runs anything.
 */
export const ELEMENTS: ReadonlySet<string> = new Set(
  words(`
  a abbr acronym address area article aside audio b bdi bdo big blockquote br button caption center cite code col
  colgroup data dd del details dfn dir div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header
  hgroup hr i img input ins kbd label legend li main map mark menu meter nav ol optgroup option output p picture pre
  progress q rp rt ruby s samp section select small source span strike strong sub summary sup table tbody td textarea
  tfoot th thead time tr tt u ul var video wbr
  svg g path rect circle ellipse line polyline polygon text tspan defs lineargradient radialgradient stop clippath`),
)

/** Elements without an end tag (HTML Standard §13.1.2). */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(words('area br col hr img input source wbr'))

/** Controls that are shown, but can be neither filled in nor pressed. */
export const CONTROLS: ReadonlySet<string> = new Set(words('button input select textarea fieldset'))

/** Elements whose content is not text to be shown. */
export const SILENT_ELEMENTS: ReadonlySet<string> = new Set(words('script title iframe noembed noframes'))

const TEXT_ATTRIBUTES = words(`
  abbr align alt axis bgcolor border cellpadding cellspacing char charoff checked class color cols colspan compact
  coords datetime dir face for frame headers height hspace id label lang loop high low max maxlength media min multiple
  name noshade nowrap open optimum placeholder role rows rowspan rules scope selected shape size sizes span start
  summary text link vlink alink title type usemap valign value vspace width
  aria-label aria-hidden aria-labelledby aria-describedby aria-level
  cx cy d dx dy fill-opacity fill-rule font-family font-size font-weight gradienttransform gradientunits offset opacity
  points preserveaspectratio r rx ry stop-color stop-opacity stroke-dasharray stroke-linecap stroke-linejoin
  stroke-opacity stroke-width text-anchor transform viewbox x x1 x2 xmlns y y1 y2 controls muted`)

/** Attributes that are kept, with the rule for their values; all others are dropped, event handlers among them. */
export const ATTRIBUTES: ReadonlyMap<string, AttributeRule> = new Map<string, AttributeRule>([
  ...TEXT_ATTRIBUTES.map(name => [name, 'text'] as const),
  ['href', 'link'],
  ['src', 'image'],
  ['background', 'image'],
  ['poster', 'image'],
  ['srcset', 'image-set'],
  ['style', 'css'],
  ['clip-path', 'css'],
  ['fill', 'css'],
  ['stroke', 'css'],
])

/** Elements on which `href` is a link that someone has to click. */
export const LINK_ELEMENTS: ReadonlySet<string> = new Set(['a', 'area'])

/** Elements of SVG, where a slash ends the element. */
export const SVG_ELEMENTS: ReadonlySet<string> = new Set(
  words(`svg g path rect circle ellipse line polyline polygon text tspan defs lineargradient radialgradient stop
  clippath`),
)
