// One instanced draw of quads from the atlas. At rest target and source are the same size in whole device pixels, so that
// filtering changes nothing.

const kVertex = `#version 300 es
layout(location = 0) in vec4 target;  // left, top, width, height on the canvas, px
layout(location = 1) in vec4 source;  // the same in the atlas
uniform vec2 canvasSize;
uniform vec2 atlasSize;
out vec2 texel;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 at = (target.xy + corner * target.zw) / canvasSize;
  gl_Position = vec4(at.x * 2.0 - 1.0, 1.0 - at.y * 2.0, 0.0, 1.0);
  texel = (source.xy + corner * source.zw) / atlasSize;
}`;
const kFragment = `#version 300 es
precision mediump float;
uniform sampler2D atlas;
in highp vec2 texel;
out vec4 colour;
void main() { colour = texture(atlas, texel); }`;
const kFloats = 8;

// Null where there is no WebGL 2.
export function createGlPainter(canvas) {
  const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, depth: false, stencil: false, powerPreference: 'low-power' });
  if (!gl) return null;
  const program = gl.createProgram();
  for (const [type, text] of [[gl.VERTEX_SHADER, kVertex], [gl.FRAGMENT_SHADER, kFragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  gl.useProgram(program);
  const canvasSize = gl.getUniformLocation(program, 'canvasSize');
  const atlasSize = gl.getUniformLocation(program, 'atlasSize');

  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  for (const [location, size, offset] of [[0, 4, 0], [1, 4, 16]]) {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, gl.FLOAT, false, kFloats * 4, offset);
    gl.vertexAttribDivisor(location, 1);
  }
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.LINEAR);
  for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.clearColor(0, 0, 0, 0);
  let uploaded = -1;
  let instances = new Float32Array(0);

  return {
    canvas,
    accelerated: true,
    draw(atlas, quads) {
      if (uploaded !== atlas.version) {
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, atlas.canvas);
        uploaded = atlas.version;
      }
      if (instances.length < quads.length * kFloats) instances = new Float32Array(quads.length * kFloats * 2);
      quads.forEach(({ x, y, width, height, box }, i) => {
        instances.set([x, y, width, height, box.x, box.y, box.width, box.height], i * kFloats);
      });
      gl.bufferData(gl.ARRAY_BUFFER, instances.subarray(0, quads.length * kFloats), gl.DYNAMIC_DRAW);
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.uniform2f(canvasSize, canvas.width, canvas.height);
      gl.uniform2f(atlasSize, atlas.canvas.width, atlas.canvas.height);
      gl.clear(gl.COLOR_BUFFER_BIT);
      if (quads.length > 0) gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, quads.length);
    },
  };
}
