// Paints sprites with WebGL 2: all of them in one instanced draw, from a texture that is the atlas.

import { kMostAtlasSide } from './marker_atlas.js';
import { kQuadFields } from './marker_quads.js';

const kPoll_ms = 50;

// A corner of a quad, 0 or 1 each way; canvas and atlas have their first row at the top.
const kVertices = `#version 300 es
uniform vec2 canvasSize, atlasSize;
layout(location = 0) in vec4 place;
layout(location = 1) in vec4 source;
out vec2 at;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  at = (source.xy + corner * source.zw) / atlasSize;
  vec2 clip = (place.xy + corner * place.zw) / canvasSize * 2.0 - 1.0;
  gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}`;

const kFragments = `#version 300 es
precision mediump float;
uniform sampler2D atlas;
in highp vec2 at;
out vec4 colour;
void main() { colour = texture(atlas, at); }`;

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// The program once the browser has made it, which takes its time beside the page; null where it can not.
async function linked(gl) {
  const parallel = gl.getExtension('KHR_parallel_shader_compile');
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, kVertices], [gl.FRAGMENT_SHADER, kFragments]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);  // with the program
  }
  gl.linkProgram(program);
  do await pause(kPoll_ms);
  while (parallel && !gl.isContextLost() && !gl.getProgramParameter(program, parallel.COMPLETION_STATUS_KHR));
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
}

// All that is asked of it and told to it once; returns paint(atlas, quads).
function prepared(gl, program) {
  const canvasSize = gl.getUniformLocation(program, 'canvasSize');
  const atlasSize = gl.getUniformLocation(program, 'atlasSize');
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  for (const location of [0, 1]) {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, 4, gl.FLOAT, false, 4 * kQuadFields, 16 * location);
    gl.vertexAttribDivisor(location, 1);
  }
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);  // colours come premultiplied, as a canvas holds them
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
  let texture = null;
  let taken = { age: -1, looks: 0, shelf: 0 };  // of the atlas

  function takeAtlas(atlas) {
    const { canvas } = atlas;
    if (atlas.age() !== taken.age) {
      gl.deleteTexture(texture);
      texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
      gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, canvas.width, canvas.height);
      gl.uniform2f(atlasSize, canvas.width, canvas.height);
      taken = { age: atlas.age(), looks: 0, shelf: 0 };
    }
    const { looks, shelf, end } = atlas.extent();
    if (looks === taken.looks) return;
    gl.pixelStorei(gl.UNPACK_SKIP_ROWS, taken.shelf);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, taken.shelf, canvas.width, end - taken.shelf, gl.RGBA, gl.UNSIGNED_BYTE, canvas);
    taken = { ...taken, looks, shelf };
  }

  return (atlas, quads) => {
    const { width, height } = gl.canvas;
    takeAtlas(atlas);
    gl.viewport(0, 0, width, height);
    gl.uniform2f(canvasSize, width, height);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.bufferData(gl.ARRAY_BUFFER, quads, gl.STREAM_DRAW);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, quads.length / kQuadFields);
  };
}

// Makes a painter where there is WebGL 2 for it, in its own time: ready(painter) tells that it can paint, again after its context
// was lost; lost() that it can not. Returns its canvas, or null where there will be none. The canvas must stay in the page: one
// that nobody holds is collected while its context is lost.
export function startPainterGl({ ready, lost }) {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { antialias: false, depth: false, stencil: false });
  if (!gl || gl.getParameter(gl.MAX_TEXTURE_SIZE) < kMostAtlasSide) return null;

  async function begin() {
    if (gl.isContextLost()) return;
    const program = await linked(gl);
    if (program) ready({ name: 'webgl2', canvas, paint: prepared(gl, program) });
  }

  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();  // so that it is given back
    lost();
  });
  canvas.addEventListener('webglcontextrestored', begin);
  begin();
  return canvas;
}
