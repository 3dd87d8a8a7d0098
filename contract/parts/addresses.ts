import { group, url } from "../field.ts";

/** Output `addresses`: the platform and its neighbours, as users and pods reach them. */
export const addresses = group(
  {
    en: "Addresses of the platform and its neighbours, as users and pods reach them.",
    zh: "平台及其相邻系统的地址，供用户和 Pod 访问。",
  },
  {
    paas3: url({ en: "The developer centre itself.", zh: "开发者中心。" }),
    paas2: url({
      en: "Desktop of PaaS 2.0; of BlueKing 7, which has none, the main site.",
      zh: "PaaS 2.0 的桌面；蓝鲸 7 没有桌面，为主站点。",
    }),
    login: url({ en: "The login.", zh: "统一登录。" }),
    componentApi: url({ en: "Component APIs (ESB).", zh: "组件 API（ESB）。" }),
    apiTemplate: url({
      en: "APIs behind the API gateway.",
      zh: "API 网关后的 API。",
      form: {
        en: "http(s)://… with the literal {api_name}, which the caller fills in",
        zh: "http(s)://…，含占位符 {api_name}，由调用方替换",
      },
    }),
    apiGateway: url({ en: "Pages of the API gateway.", zh: "API 网关的页面。" }),
    apiGatewayDocs: url({ en: "Documents of the API gateway.", zh: "API 网关的文档。" }),
    apiGatewayDashboard: url({
      en: "API by which gateways are managed.",
      zh: "管理网关的 API。",
      form: { en: "http(s)://…, with a trailing /", zh: "http(s)://…，末尾有 /" },
    }),
    ssm: url({ en: "Access tokens (bk-ssm).", zh: "访问令牌（bk-ssm）。" }),
    iam: url({ en: "Pages of the permission centre.", zh: "权限中心的页面。" }),
    iamApi: url({ en: "API of the permission centre.", zh: "权限中心的 API。" }),
    user: url({ en: "User management.", zh: "用户管理。" }),
    cmdb: url({ en: "Configuration system (CMDB).", zh: "配置平台（CMDB）。" }),
    job: url({ en: "Job system.", zh: "作业平台。" }),
    lesscode: url({ en: "LessCode.", zh: "可视化开发平台 LessCode。" }),
    bcs: url({ en: "Container service (BCS).", zh: "容器管理平台（BCS）。" }),
    monitor: url({ en: "Monitoring.", zh: "监控平台。" }),
    log: url({ en: "Log search.", zh: "日志平台。" }),
    nodeman: url({ en: "Node management.", zh: "节点管理。" }),
    repo: url({ en: "Pages of bkrepo.", zh: "制品库 bkrepo 的页面。" }),
    devops: url({ en: "DevOps (bk-ci).", zh: "蓝盾（bk-ci）。" }),
    codecc: url({ en: "Code check of DevOps.", zh: "蓝盾的代码检查。" }),
    turbo: url({ en: "Build acceleration of DevOps.", zh: "蓝盾的编译加速。" }),
    pipeline: url({ en: "Pipelines of DevOps.", zh: "蓝盾的流水线。" }),
  },
);
